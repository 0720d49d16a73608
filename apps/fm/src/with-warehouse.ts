import { openWarehouse, type Warehouse } from '@fm/warehouse';

/** Opens the warehouse for one command and closes it again, whatever happens. */
export async function withWarehouse<Result>(work: (warehouse: Warehouse) => Promise<Result>): Promise<Result> {
  const warehouse = await openWarehouse();
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}
