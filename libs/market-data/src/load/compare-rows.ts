import type { PriceRows } from '../model/price-rows.ts';
import type { KnownRows } from './known-rows.ts';
import { hashRow, type HashLanes } from './row-hash.ts';

/**
 * What a row is to the table: its day is not there, the day has other values, or the row is there already; `confirmed`
 * is the last with an older version.
 */
export type RowState = 'new' | 'restated' | 'unchanged' | 'confirmed';

/**
 * Compares the rows of one symbol (days ascending) with the newest known ones, in one pass over both.
 *
 * @param version - version the rows would get
 */
export function compareRows(
  rows: PriceRows,
  order: Int32Array,
  synthetic: boolean,
  known: KnownRows | undefined,
  version: number,
  visit: (row: number, hash: HashLanes, state: RowState) => void,
): void {
  const hash: HashLanes = { low: 0, high: 0 };
  let at = 0;
  for (const row of order) {
    hashRow(rows.values, row, synthetic, hash);
    const day = rows.day[row]!;
    if (known !== undefined) while (at < known.day.length && known.day[at]! < day) at++;
    if (known === undefined || known.day[at] !== day) visit(row, hash, 'new');
    else if (known.hashLow[at] !== hash.low || known.hashHigh[at] !== hash.high) visit(row, hash, 'restated');
    else visit(row, hash, known.version[at]! < version ? 'confirmed' : 'unchanged');
  }
}
