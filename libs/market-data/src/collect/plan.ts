import { claimedActions, type Warehouse } from '@fm/warehouse';
import type { CorporateAction } from '../model/price-rows.ts';
import { contradicted } from '../actions/resolve-actions.ts';
import type { PriceRange, ProviderName } from './provider.ts';

/** Calendar days that an incremental request overlaps what is known, so that a change of basis shows. */
const overlapDays = 14;
const millisecondsPerDay = 86_400_000;

/** What is known of a symbol before a request. */
export interface KnownHistory {
  /** Last day with a row, ISO; undefined when there is none. */
  readonly lastDay: string | undefined;
  /** Provider of the newest row. */
  readonly source: string;
}

/** Reads what is known of a symbol. */
export async function knownHistory(warehouse: Warehouse, symbol: string): Promise<KnownHistory> {
  const rows = await warehouse.query<{ last: string; source: string; days: number }>(
    `SELECT toString(max(date)) AS last, argMax(source, date) AS source, toUInt32(count()) AS days
     FROM prices_latest WHERE symbol = {symbol:String}`,
    { symbol },
  );
  const [row] = rows;
  return row === undefined || row.days === 0
    ? { lastDay: undefined, source: '' }
    : { lastDay: row.last, source: row.source };
}

/**
 * Days to ask a provider for, through today: from two weeks before the last known day, or from `since` where that is
 * earlier (a later one would leave a gap); the whole history where what is known is another provider's. Of a symbol of
 * which nothing is known: from `since`, or the whole history.
 */
export function rangeFor(
  known: KnownHistory,
  provider: ProviderName,
  now: Date,
  since: string | undefined,
): PriceRange {
  const to = now.toISOString().slice(0, 10);
  if (known.lastDay === undefined) return { from: since, to };
  if (known.source !== provider) return { from: undefined, to };
  const overlap = new Date(Date.parse(known.lastDay) - overlapDays * millisecondsPerDay).toISOString().slice(0, 10);
  return { from: since !== undefined && since < overlap ? since : overlap, to };
}

/** Whether a response names a split or dividend that the warehouse does not have, and that contradicts none it has. */
export async function hasNewEvent(
  warehouse: Warehouse,
  symbol: string,
  actions: readonly CorporateAction[],
): Promise<boolean> {
  if (actions.length === 0) return false;
  const known = await claimedActions(warehouse, [symbol]);
  return actions.some(
    (action) =>
      !known.some(({ day, kind }) => day === action.day && kind === action.kind) &&
      contradicted(action, '', known) === undefined,
  );
}
