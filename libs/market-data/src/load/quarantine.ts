import { isoOfDay } from '@fm/platform/time';
import type { QuarantineEntry } from '@fm/warehouse';
import type { PriceSource, RejectedRow } from '../model/parsed.ts';
import type { PriceRows } from '../model/price-rows.ts';
import { remedies } from '../model/problems.ts';
import { wellFormed } from '../model/text.ts';

/** Source under which prices are kept in quarantine; replays look for it. */
export const quarantineSource = 'prices';

/** A rejected row as quarantine keeps it. */
export function quarantineEntry(uri: string, rejected: RejectedRow): QuarantineEntry {
  return {
    source: quarantineSource,
    uri: wellFormed(uri),
    location: rejected.line === 0 ? 'file' : `line ${rejected.line}`,
    symbol: rejected.symbol,
    code: rejected.code,
    message: wellFormed(`${rejected.what}. ${remedies[rejected.code]}`),
    payload: wellFormed(rejected.payload),
  };
}

/** A parsed row as the CSV that the parser reads again. */
export function csvOfRow(rows: PriceRows, row: number, source: PriceSource): string {
  const values = Array.from(rows.values.subarray(row * 6, row * 6 + 6), (value) => (Number.isNaN(value) ? '' : value));
  // Stooq calls its adjusted close the close, and under that name the row is read as Stooq's again.
  if (source === 'stooq') values.splice(3, 1);
  const header = `Date,Open,High,Low,Close,${source === 'stooq' ? '' : 'Adj Close,'}Volume`;
  return `${header}\n${isoOfDay(rows.day[row]!)},${values.join(',')}`;
}
