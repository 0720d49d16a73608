import { keyPart } from '@fm/object-store';
import type { Warehouse } from '@fm/warehouse';
import type { Late } from './source-outcome.ts';

/** Days that the newest search of a stock may be old: yesterday's counts until today's is in. */
const oldestDays = 2;

/**
 * Stocks without a recent news search, with the reason; a search that found nothing counts.
 *
 * @returns undefined if no search of any company was ever stored: news are not collected
 */
export async function lateNews(
  warehouse: Warehouse,
  symbols: readonly string[],
  now: Date,
): Promise<Late[] | undefined> {
  // The key of a search is web-search/<provider>/<symbol>/<day>/<moment>.json.
  const rows = await warehouse.query<{ symbol: string; newest: string }>(
    `SELECT splitByChar('/', uri)[3] AS symbol, max(splitByChar('/', uri)[4]) AS newest FROM ingest_log FINAL
     WHERE source = 'web-search' AND startsWith(uri, 'web-search/') GROUP BY symbol`,
  );
  if (rows.length === 0) return undefined;
  const newest = new Map(rows.map((row) => [row.symbol, row.newest]));
  return symbols.flatMap((subject) => {
    const day = newest.get(keyPart(subject));
    if (day === undefined) return [{ subject, reason: 'no searches at all' }];
    const age = Math.floor((now.getTime() - Date.parse(day)) / 86_400_000);
    return age > oldestDays ? [{ subject, reason: `newest search ${day} is ${age} days old` }] : [];
  });
}
