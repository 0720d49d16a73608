import { openWarehouse, type Warehouse } from '@fm/warehouse';

/**
 * Opens the warehouse for a command that brings data in, and closes it again, whatever happens. The data folder is made
 * where there is none.
 */
export function withWarehouse<Result>(work: (warehouse: Warehouse) => Promise<Result>): Promise<Result> {
  return within(work, false);
}

/**
 * Opens the warehouse for a command that only works with what is there, and closes it again, whatever happens.
 *
 * @throws WAREHOUSE_MISSING where the data folder has none: in a wrong folder nothing is made
 */
export function withExistingWarehouse<Result>(work: (warehouse: Warehouse) => Promise<Result>): Promise<Result> {
  return within(work, true);
}

async function within<Result>(work: (warehouse: Warehouse) => Promise<Result>, existing: boolean): Promise<Result> {
  const warehouse = await openWarehouse({ existing });
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}
