import { isoOfDay } from '@fm/platform/time';
import { priceAt, type Exclusion, type SeriesView } from './series-view.ts';

/** Rows in a row without a trade that are a halt. */
const shortestHalt = 5;
/** Part of the rows that have a volume, where volumes say whether a stock was traded. */
const leastTraded = 0.5;

/**
 * Finds rows that a vendor filled in while the stock was not traded: five or more in a row with a volume of 0 and the price
 * of the row before, and flat rows with a volume of 0 before the first trade. They are kept aside: a stock that is not traded
 * is not ranked as traded little. Series without volumes, such as indices, are left alone.
 */
export function findHalts(view: SeriesView): Exclusion[] {
  const { rows, symbol, order } = view;
  let traded = 0;
  for (const row of order) if (rows.values[row * 6 + 5]! > 0) traded++;
  if (traded < order.length * leastTraded) return [];
  const found: Exclusion[] = [];
  const keep = (code: Exclusion['code'], from: number, to: number, what: string): void => {
    const span = `from ${isoOfDay(rows.day[order[from]!]!)} to ${isoOfDay(rows.day[order[to - 1]!]!)}`;
    found.push({ code, symbol, rows: [...order.subarray(from, to)], what: `${to - from} rows ${span} ${what}` });
  };
  let start = 0;
  while (start < order.length && isFlat(view, start) && priceAt(view, start) === priceAt(view, 0)) start++;
  if (start > 0) keep('BEFORE_LISTING', 0, start, 'are flat and without volume, before the first trade');
  for (let from = start, to: number; from < order.length; from = Math.max(to, from + 1)) {
    to = from;
    while (to < order.length && to > 0 && isFlat(view, to) && priceAt(view, to) === priceAt(view, to - 1)) to++;
    if (to - from >= shortestHalt) keep('HALTED', from, to, 'repeat the price before them without volume');
  }
  return found;
}

/** Whether a row has a volume of 0 and one price, or only one. */
function isFlat({ rows, order }: SeriesView, at: number): boolean {
  const row = order[at]! * 6;
  if (rows.values[row + 5] !== 0) return false;
  const [open, high, low] = [rows.values[row]!, rows.values[row + 1]!, rows.values[row + 2]!];
  return !(high > low) && !(open > high) && !(open < low);
}
