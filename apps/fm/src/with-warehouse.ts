import { loadConfig } from '@fm/platform';
import { openWarehouse, type Warehouse, type WarehouseOptions } from '@fm/warehouse';

/**
 * Opens the warehouse for a command that brings data in, and closes it again, whatever happens. The data folder is made
 * where there is none.
 */
export function withWarehouse<Result>(work: (warehouse: Warehouse) => Promise<Result>): Promise<Result> {
  return within(work, {});
}

/**
 * Opens the warehouse for a command that only works with what is there, and closes it again, whatever happens.
 *
 * @throws WAREHOUSE_MISSING where the data folder has none: in a wrong folder nothing is made
 */
export function withExistingWarehouse<Result>(work: (warehouse: Warehouse) => Promise<Result>): Promise<Result> {
  return within(work, { existing: true });
}

/**
 * Opens the warehouse for a command that only reads. On a server it asks for no right to write, so that a read-only user
 * may run it; a folder belongs to the user who runs the command.
 *
 * @throws WAREHOUSE_MISSING where the data folder has none, WAREHOUSE_NOT_MIGRATED where a server has no tables yet
 */
export function readingWarehouse<Result>(work: (warehouse: Warehouse) => Promise<Result>): Promise<Result> {
  return within(work, readingOptions());
}

/** How a command that only reads opens the warehouse. */
export function readingOptions(): WarehouseOptions {
  return { existing: true, readonly: loadConfig().clickhouseUrl !== undefined };
}

async function within<Result>(
  work: (warehouse: Warehouse) => Promise<Result>,
  options: WarehouseOptions,
): Promise<Result> {
  const warehouse = await openWarehouse(options);
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}
