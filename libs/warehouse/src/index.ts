export * from './all-tables.ts';
export * from './config.ts';
export * from './contract.ts';
export { openWarehouse } from './open.ts';
export * from './tables.ts';
export * from './version.ts';
