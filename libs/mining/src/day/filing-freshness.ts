import type { Warehouse } from '@fm/warehouse';
import type { Late } from './source-outcome.ts';

/**
 * Days between two periodic reports of a company at most: a year's report is due 90 days after its end, and the next
 * quarter's comes within 45 days of a quarter that ends 91 days later.
 */
const oldestDays = 150;

/**
 * Companies without a filing, or whose newest one is too old, with the reason.
 *
 * @returns undefined if no filing of any company was ever stored: filings are not collected
 */
export async function lateFilings(
  warehouse: Warehouse,
  filers: readonly { readonly symbol: string; readonly cik: string }[],
  now: Date,
): Promise<Late[] | undefined> {
  const [stored] = await warehouse.query<{ any: number }>('SELECT count() > 0 AS any FROM filings');
  if (stored === undefined || Number(stored.any) === 0) return undefined;
  const rows = await warehouse.query<{ cik: string; newest: string }>(
    'SELECT cik, toString(max(filed)) AS newest FROM filings WHERE cik IN {ciks:Array(String)} GROUP BY cik',
    { ciks: filers.map(({ cik }) => cik) },
  );
  const newest = new Map(rows.map((row) => [row.cik, row.newest]));
  return filers.flatMap(({ symbol: subject, cik }) => {
    const day = newest.get(cik);
    if (day === undefined) return [{ subject, reason: 'no filings at all' }];
    const age = Math.floor((now.getTime() - Date.parse(day)) / 86_400_000);
    return age > oldestDays ? [{ subject, reason: `newest filing ${day} is ${age} days old` }] : [];
  });
}
