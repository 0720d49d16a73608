import { isoOfDay } from '@fm/platform/time';
import type { Findings, SeriesView } from './series-view.ts';

/** Dividends below this part of the price are lost in the rounding of the prices and not looked at. */
const smallestYield = 1e-3;

/**
 * Finds dividends that the adjusted close does not know. Over an ex-day the ratio adjusted/close has to rise by
 * `1 / (1 - dividend / previous close)`; where less than a tenth of that rise is there, the rows before the ex-day are
 * kept aside.
 */
export function findUnadjustedDividends({ rows, symbol, order, actions }: SeriesView): Findings {
  let firstGood = 0;
  let what = '';
  for (const { kind, day, value } of actions) {
    if (kind !== 'dividend') continue;
    const at = order.findIndex((row) => rows.day[row]! >= day);
    if (at <= 0) continue;
    const before = order[at - 1]!;
    const close = rows.value(before, 'close');
    const yieldOfDay = value / close;
    const rise = 1 - adjustment(before) / adjustment(order[at]!);
    if (yieldOfDay > smallestYield && yieldOfDay < 1 && rise < 0.1 * yieldOfDay && at > firstGood) {
      firstGood = at;
      what = `the adjusted close is not adjusted for the dividend of ${value} on ${isoOfDay(day)}`;
    }
  }
  if (firstGood === 0) return { exclusions: [], remarks: [] };
  const excluded = [...order.subarray(0, firstGood)];
  return { exclusions: [{ code: 'DIVIDEND_NOT_APPLIED', symbol, rows: excluded, what }], remarks: [] };

  function adjustment(row: number): number {
    return rows.value(row, 'adjClose') / rows.value(row, 'close');
  }
}
