import type { Panel } from '@fm/factor-math';
import { factorValuesTable, type RowOf, type Warehouse } from '@fm/warehouse';
import type { Market } from './market.ts';
import type { RunPlace } from './store-results.ts';

/** Stores the values f[i,t] of a factor; a missing value has no row. Returns the rows written. */
export async function storeFactorValues(
  warehouse: Warehouse,
  { runId, version }: RunPlace,
  market: Market,
  factor: string,
  values: Panel,
): Promise<number> {
  const rows: RowOf<typeof factorValuesTable>[] = [];
  market.sessions.forEach((date, t) => {
    market.symbols.forEach((symbol, i) => {
      const value = values.values[t * values.stocks + i] as number;
      if (Number.isFinite(value)) rows.push({ run_id: runId, factor, symbol, date, value, version });
    });
  });
  await warehouse.insert(factorValuesTable, rows);
  return rows.length;
}
