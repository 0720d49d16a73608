import type { Remark } from '../model/parsed.ts';
import { findUnadjustedDividends } from './dividends.ts';
import { isShiftedWeek, longerPeriod } from './frequency.ts';
import { findHalts } from './halts.ts';
import { findJumps } from './jumps.ts';
import type { Exclusion, SeriesView } from './series-view.ts';

/** Verdict on the rows of one symbol of a file taken together. */
export interface SeriesVerdict {
  readonly exclusions: readonly Exclusion[];
  readonly remarks: readonly Remark[];
  /** Rows to load, days ascending, one row per day. */
  readonly kept: Int32Array;
}

/** Checks rows as a series: their distance, halts, jumps without a cause, unapplied splits and dividends. */
export function checkSeries(view: SeriesView): SeriesVerdict {
  const { symbol, order } = view;
  const period = longerPeriod(view);
  if (period !== undefined) return refused(view, 'NOT_DAILY', `the rows of ${symbol} are ${period} apart`);
  if (isShiftedWeek(view)) {
    const what = `the rows of ${symbol} lie on Sundays and never on Fridays: each is dated one day early`;
    return refused(view, 'DAYS_SHIFTED', what);
  }
  const halts = findHalts(view);
  const out = new Set(halts.flatMap(({ rows }) => rows));
  const traded = { ...view, order: out.size === 0 ? order : order.filter((row) => !out.has(row)) };
  const exclusions: Exclusion[] = [...halts];
  const remarks: Remark[] = [];
  for (const { exclusions: more, remarks: said } of [findJumps(traded), findUnadjustedDividends(traded)]) {
    remarks.push(...said);
    for (const exclusion of more) {
      const fresh = exclusion.rows.filter((row) => !out.has(row));
      fresh.forEach((row) => out.add(row));
      if (fresh.length > 0) exclusions.push({ ...exclusion, rows: fresh });
    }
  }
  return { exclusions, remarks, kept: out.size === 0 ? order : order.filter((row) => !out.has(row)) };
}

/** Keeps a whole series aside. */
function refused({ symbol, order }: SeriesView, code: Exclusion['code'], what: string): SeriesVerdict {
  return { exclusions: [{ code, symbol, rows: [...order], what }], remarks: [], kept: order.subarray(0, 0) };
}
