export { awaitWarehouse } from './await-warehouse.ts';
export { functionWarehouse } from './function-warehouse.ts';
