import { isoOfDay } from '@fm/platform/time';
import type { PriceRows } from '../model/price-rows.ts';
import type { Exclusion } from './series-view.ts';

/** The rows of one symbol, one for each day. */
export interface RowsByDay {
  /** Row numbers, days strictly ascending. */
  readonly order: Int32Array;
  /** Rows of days that have several rows, where no row is known to be right. */
  readonly conflicts: readonly Exclusion[];
  /** Rows that repeat another row of the file exactly. */
  readonly repeated: number;
  /** Rows of the last day that a later one replaces. */
  readonly replaced: number;
}

/**
 * The rows of one symbol by day. Equal rows of a day count once. Of the last day the last row counts where the file goes by
 * day, since vendors give the day under way a second time once it is over; of any other day with rows that differ all are
 * kept aside.
 *
 * @param own - the rows of the symbol in the order of the file, at least one
 */
export function rowsByDay(rows: PriceRows, own: Int32Array): RowsByDay {
  const { order: all, ascending } = orderByDay(rows, own);
  const symbol = rows.symbols[rows.symbol[own[0]!]!]!;
  const order = new Int32Array(all.length);
  const conflicts: Exclusion[] = [];
  let [count, repeated, replaced] = [0, 0, 0];
  for (let from = 0, to: number; from < all.length; from = to) {
    to = from + 1;
    while (to < all.length && rows.day[all[to]!] === rows.day[all[from]!]) to++;
    if (to - from === 1 || allEqual(rows, all, from, to)) {
      order[count++] = all[from]!;
      repeated += to - from - 1;
    } else if (to === all.length && from > 0 && ascending) {
      order[count++] = all[to - 1]!;
      replaced += to - from - 1;
    } else {
      const conflict = [...all.subarray(from, to)];
      const lines = conflict.map((row) => rows.line[row]).join(' and ');
      const what = `${isoOfDay(rows.day[conflict[0]!]!)} has different prices in lines ${lines}`;
      conflicts.push({ code: 'DUPLICATE_DATE', symbol, rows: conflict, what });
    }
  }
  return { order: order.subarray(0, count), conflicts, repeated, replaced };
}

/** Row numbers of each symbol in the order of the file. */
export function rowsBySymbol(rows: PriceRows): Int32Array[] {
  const counts = new Uint32Array(rows.symbols.length);
  for (let row = 0; row < rows.count; row++) counts[rows.symbol[row]!]!++;
  const own = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let row = 0; row < rows.count; row++) own[rows.symbol[row]!]![counts[rows.symbol[row]!]!++] = row;
  return own;
}

/** Row numbers by day, then by line, and whether the lines of the file go by day. */
function orderByDay(rows: PriceRows, own: Int32Array): { order: Int32Array; ascending: boolean } {
  let strictly = true;
  let ascending = true;
  for (let at = 1; at < own.length; at++) {
    const step = rows.day[own[at]!]! - rows.day[own[at - 1]!]!;
    strictly &&= step > 0;
    ascending &&= step >= 0;
  }
  return { order: strictly ? own : own.sort((a, b) => rows.day[a]! - rows.day[b]! || a - b), ascending };
}

function allEqual(rows: PriceRows, order: Int32Array, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) {
    for (let column = 0; column < 6; column++) {
      if (!Object.is(rows.values[order[at]! * 6 + column], rows.values[order[from]! * 6 + column])) return false;
    }
  }
  return true;
}
