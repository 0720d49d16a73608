import { createHash } from 'node:crypto';
import { quarantineTable, type RowOf, type Warehouse } from '@fm/warehouse';
import { isoOfDay } from '../model/civil-date.ts';
import type { RejectedRow } from '../model/parsed.ts';
import type { PriceRows } from '../model/price-rows.ts';
import { remedies } from '../model/problems.ts';
import { wellFormed } from '../model/text.ts';

/** Source under which prices are kept in quarantine; replays look for it. */
export const quarantineSource = 'prices';

/** Quarantine rows are looked up and inserted in blocks of this size. */
const blockRows = 5000;

type QuarantineRow = RowOf<typeof quarantineTable>;

/** A rejected row as the quarantine table keeps it; the identity does not depend on when it was found. */
export function quarantineRow(uri: string, rejected: RejectedRow, version: bigint): QuarantineRow {
  const location = rejected.line === 0 ? 'file' : `line ${rejected.line}`;
  const identity = [quarantineSource, uri, location, rejected.code, rejected.payload].join('\0');
  return {
    quarantine_id: createHash('sha256').update(identity).digest('hex').slice(0, 32),
    source: quarantineSource,
    uri: wellFormed(uri),
    location,
    symbol: rejected.symbol,
    code: rejected.code,
    message: wellFormed(`${rejected.what}. ${remedies[rejected.code]}`),
    payload: wellFormed(rejected.payload),
    state: 'open',
    version,
  };
}

/** Inserts the rows whose identity is not in quarantine yet, so that a state set since (replayed, dismissed) stays. */
export async function insertQuarantine(warehouse: Warehouse, rows: readonly QuarantineRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += blockRows) {
    const block = rows.slice(from, from + blockRows);
    const ids = block.map((row) => row.quarantine_id);
    const known = await warehouse.query<{ quarantine_id: string }>(
      'SELECT DISTINCT quarantine_id FROM quarantine WHERE quarantine_id IN {ids:Array(String)}',
      { ids },
    );
    const present = new Set(known.map((row) => row.quarantine_id));
    const fresh = block.filter((row) => !present.has(row.quarantine_id));
    if (fresh.length > 0) await warehouse.insert(quarantineTable, fresh);
  }
}

/** A parsed row as the CSV that the parser reads again. */
export function csvOfRow(rows: PriceRows, row: number): string {
  const values = Array.from(rows.values.subarray(row * 6, row * 6 + 6), (value) => (Number.isNaN(value) ? '' : value));
  const header = 'Date,Open,High,Low,Close,Adj Close,Volume';
  return `${header}\n${isoOfDay(rows.day[row]!)},${values.join(',')}`;
}
