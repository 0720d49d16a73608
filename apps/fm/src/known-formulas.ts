import type { FormulaText } from '@fm/factors';
import { FmError } from '@fm/platform';
import { readingWarehouse } from './with-warehouse.ts';

/** What of a warehouse formulas can name. */
export interface KnownFormulas {
  /** Formulas that are kept as factors. */
  readonly kept: readonly FormulaText[];
  /** Names of the values that users loaded. */
  readonly loaded: readonly string[];
}

/** What formulas can name; nothing where there is no warehouse, or one of an earlier release that must be migrated. */
export async function knownFormulas(): Promise<KnownFormulas> {
  try {
    return await readingWarehouse(async (warehouse) => {
      const [{ listKept }, { valuesNames }] = await Promise.all([
        import('@fm/results/kept'),
        import('@fm/warehouse/rows'),
      ]);
      return {
        kept: (await listKept(warehouse)).map(({ definition }) => definition),
        loaded: await valuesNames(warehouse),
      };
    });
  } catch (thrown) {
    if (thrown instanceof FmError && ['WAREHOUSE_MISSING', 'WAREHOUSE_NOT_MIGRATED'].includes(thrown.code))
      return { kept: [], loaded: [] };
    throw thrown;
  }
}
