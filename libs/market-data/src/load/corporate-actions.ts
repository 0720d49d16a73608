import { corporateActionsTable, type Warehouse } from '@fm/warehouse';
import type { KnownAction } from '../actions/settle-actions.ts';
import { isoOfDay } from '../model/civil-date.ts';
import type { CorporateAction } from '../model/price-rows.ts';

/** Corporate actions of one file. */
export interface ActionBatch {
  readonly actions: readonly CorporateAction[];
  readonly source: string;
  readonly synthetic: boolean;
  readonly version: number;
}

/** The splits and dividends that the warehouse has of some symbols. */
export async function knownActions(warehouse: Warehouse, symbols: readonly string[]): Promise<KnownAction[]> {
  if (symbols.length === 0) return [];
  return warehouse.query<KnownAction>(
    `SELECT symbol, toInt32(date) AS day, kind, value, source FROM corporate_actions FINAL
     WHERE symbol IN {symbols:Array(String)}`,
    { symbols },
  );
}

/** Inserts splits and dividends whose value the table does not have yet. */
export async function insertActions(warehouse: Warehouse, batches: readonly ActionBatch[]): Promise<void> {
  const symbols = [...new Set(batches.flatMap(({ actions }) => actions.map((action) => action.symbol)))];
  if (symbols.length === 0) return;
  const known = await warehouse.query<{ key: string; value: number }>(
    `SELECT concat(symbol, ' ', toString(date), ' ', kind, ' ', source) AS key, argMax(value, version) AS value
     FROM corporate_actions WHERE symbol IN {symbols:Array(String)} GROUP BY symbol, date, kind, source`,
    { symbols },
  );
  const values = new Map(known.map(({ key, value }) => [key, value]));
  const rows = batches.flatMap(({ actions, source, synthetic, version }) =>
    actions
      .map(({ symbol, day, kind, value }) => ({ symbol, date: isoOfDay(day), kind, value, source, synthetic }))
      .filter((row) => values.get(`${row.symbol} ${row.date} ${row.kind} ${source}`) !== row.value)
      .map((row) => ({ ...row, version: BigInt(version) })),
  );
  if (rows.length > 0) await warehouse.insert(corporateActionsTable, rows);
}
