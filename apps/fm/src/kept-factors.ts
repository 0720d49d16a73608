import type { FormulaText } from '@fm/factors';
import { FmError } from '@fm/platform';
import { readingWarehouse } from './with-warehouse.ts';

/** The formulas that the warehouse keeps; none where there is no warehouse, or one of a release without them. */
export async function keptFormulas(): Promise<FormulaText[]> {
  try {
    return await readingWarehouse(async (warehouse) => {
      const { listKept } = await import('@fm/results/kept');
      return (await listKept(warehouse)).map(({ definition }) => definition);
    });
  } catch (thrown) {
    if (thrown instanceof FmError && ['WAREHOUSE_MISSING', 'WAREHOUSE_NOT_MIGRATED'].includes(thrown.code)) return [];
    throw thrown;
  }
}
