import type { Panel } from '@fm/factor-math';
import { factorValuesTable, insertColumns, type Warehouse } from '@fm/warehouse';
import { epochDay } from './days.ts';
import type { Market } from './market.ts';
import type { RunPlace } from './store-results.ts';

/** Stores the values f[i,t] of a factor; a missing value has no row. Returns the rows written. */
export async function storeFactorValues(
  warehouse: Warehouse,
  { runId, version }: RunPlace,
  market: Market,
  factor: string,
  panel: Panel,
): Promise<number> {
  const count = panel.values.reduce((sum, value) => (Number.isFinite(value) ? sum + 1 : sum), 0);
  if (count === 0) return 0;
  const day = new Int32Array(count);
  const symbol = new Uint32Array(count);
  const value = new Float64Array(count);
  let row = 0;
  for (let t = 0; t < panel.days; t++) {
    const date = epochDay(market.sessions[t] as string);
    for (let i = 0; i < panel.stocks; i++) {
      const cell = panel.values[t * panel.stocks + i] as number;
      if (!Number.isFinite(cell)) continue;
      day[row] = date;
      symbol[row] = i;
      value[row++] = cell;
    }
  }
  await insertColumns(warehouse, factorValuesTable, {
    run_id: { constant: runId },
    factor: { constant: factor },
    symbol: { dictionary: market.symbols, indexes: symbol },
    date: day,
    value,
    version: { constant: version },
  });
  return count;
}
