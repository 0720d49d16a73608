import { isoOfDay } from '@fm/platform/time';
import type { Remark } from '../model/parsed.ts';
import type { CorporateAction, PriceRows } from '../model/price-rows.ts';
import { findUnadjustedDividends } from './dividends.ts';
import { findJumps } from './jumps.ts';
import type { Exclusion, SeriesView } from './series-view.ts';

/** Verdict on the rows of a file taken together. */
export interface SeriesVerdict {
  readonly exclusions: readonly Exclusion[];
  readonly remarks: readonly Remark[];
  /** Rows to load, by symbol index, days ascending, one row per day. */
  readonly kept: readonly Int32Array[];
  /** Rows that repeat another row of the file exactly. */
  readonly repeated: number;
}

/** Checks every symbol of a file as a series: duplicate days, jumps without a cause, unapplied splits and dividends. */
export function checkSeries(rows: PriceRows, actions: readonly CorporateAction[]): SeriesVerdict {
  const exclusions: Exclusion[] = [];
  const remarks: Remark[] = [];
  const kept: Int32Array[] = [];
  let repeated = 0;
  for (const [index, symbol] of rows.symbols.entries()) {
    const days = resolveDays(rows, orderByDay(rows, index));
    repeated += days.repeated;
    for (const conflict of days.conflicts) {
      const lines = conflict.map((row) => rows.line[row]).join(' and ');
      const what = `${isoOfDay(rows.day[conflict[0]!]!)} has different prices in lines ${lines}`;
      exclusions.push({ code: 'DUPLICATE_DATE', symbol, rows: conflict, what });
    }
    const view: SeriesView = {
      rows,
      symbol,
      order: days.order,
      actions: actions.filter((one) => one.symbol === symbol),
    };
    const found = [findJumps(view), findUnadjustedDividends(view)];
    const out = new Set<number>();
    for (const { exclusions: more, remarks: said } of found) {
      remarks.push(...said);
      for (const exclusion of more) {
        const fresh = exclusion.rows.filter((row) => !out.has(row));
        fresh.forEach((row) => out.add(row));
        if (fresh.length > 0) exclusions.push({ ...exclusion, rows: fresh });
      }
    }
    kept.push(out.size === 0 ? days.order : days.order.filter((row) => !out.has(row)));
  }
  return { exclusions, remarks, kept, repeated };
}

/** Row numbers of a symbol by day, then by line. */
function orderByDay(rows: PriceRows, symbolIndex: number): Int32Array {
  const order = new Int32Array(rows.count);
  let count = 0;
  let ascending = true;
  for (let row = 0; row < rows.count; row++) {
    if (rows.symbol[row] !== symbolIndex) continue;
    if (count > 0 && rows.day[row]! <= rows.day[order[count - 1]!]!) ascending = false;
    order[count++] = row;
  }
  const own = order.subarray(0, count);
  return ascending ? own : own.sort((a, b) => rows.day[a]! - rows.day[b]! || a - b);
}

function resolveDays(
  rows: PriceRows,
  order: Int32Array,
): { order: Int32Array; conflicts: number[][]; repeated: number } {
  const unique = new Int32Array(order.length);
  const conflicts: number[][] = [];
  let count = 0;
  let repeated = 0;
  for (let from = 0, to: number; from < order.length; from = to) {
    to = from + 1;
    while (to < order.length && rows.day[order[to]!] === rows.day[order[from]!]) to++;
    if (to - from > 1 && !allEqual(rows, order, from, to)) conflicts.push([...order.subarray(from, to)]);
    else {
      unique[count++] = order[from]!;
      repeated += to - from - 1;
    }
  }
  return { order: unique.subarray(0, count), conflicts, repeated };
}

function allEqual(rows: PriceRows, order: Int32Array, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) {
    for (let column = 0; column < 6; column++) {
      if (!Object.is(rows.values[order[at]! * 6 + column], rows.values[order[from]! * 6 + column])) return false;
    }
  }
  return true;
}
