import type { Warehouse } from '@fm/warehouse';
import type { Late } from './source-outcome.ts';

/** Days that prices may be old on any day: the longest weekend of an exchange with a holiday beside it. */
const oldestDays = 5;

const dayMilliseconds = 86_400_000;

/**
 * Symbols whose newest price is older than that of the others, or too old for all of them, with the reason.
 *
 * @param now - the moment of the check; a session may have been the same day
 */
export async function latePrices(warehouse: Warehouse, symbols: readonly string[], now: Date): Promise<Late[]> {
  const rows = await warehouse.query<{ symbol: string; newest: string }>(
    'SELECT symbol, toString(max(date)) AS newest FROM prices WHERE symbol IN {symbols:Array(String)} GROUP BY symbol',
    { symbols: [...symbols] },
  );
  const newest = new Map(rows.map((row) => [row.symbol, row.newest]));
  const session = [...newest.values()].reduce((last, day) => (day > last ? day : last), '');
  const age = (now.getTime() - Date.parse(session)) / dayMilliseconds;
  return symbols.flatMap((subject) => {
    const day = newest.get(subject);
    if (day === undefined) return [{ subject, reason: 'no prices at all' }];
    if (day < session) return [{ subject, reason: `newest price ${day}, others have ${session}` }];
    return age > oldestDays ? [{ subject, reason: `newest price ${day} is ${Math.floor(age)} days old` }] : [];
  });
}
