import type { KnownRows } from '../load/known-rows.ts';
import type { PriceRows } from '../model/price-rows.ts';
import { lastDecimal, pricesOf } from './rounding.ts';

/** Common days that have to fix the factor. */
const leastDays = 5;
/** Largest relative width of the interval the factor lies in: the return over the seam is exact to 0.001 %. */
const widest = 1e-5;
/** Relative error of adjusted closes beyond their rounding: vendors compound dividends in single precision. */
const slack = 1e-6;
/** Half of the last step where prices have six decimals or more. */
const finest = 5e-7;

/** The factor new/old between two bases, or why it cannot be proven. */
export type Seam = { readonly factor: number } | { readonly reason: string };

/**
 * Whether rows differ from the history they continue by a dividend basis and by nothing else, and by which factor exactly.
 * It is proven when on every common day, five at least, the closes are equal up to their rounding, and one factor lies
 * within the rounding of every pair of adjusted closes and is fixed to 1e-5 by them together. One constant factor leaves every
 * return on either side as it is, so rows divided by it continue the history.
 *
 * @param order - row numbers of one symbol, days ascending
 */
export function seamOf(rows: PriceRows, order: Int32Array, known: KnownRows): Seam {
  const adjusted = stepsOf(lastDecimal(pricesOf(rows, order, 'adjClose')), lastDecimal(known.adjClose));
  const traded = stepsOf(lastDecimal(pricesOf(rows, order, 'close')), lastDecimal(known.close));
  let [low, high, days, at] = [0, Infinity, 0, 0];
  for (const row of order) {
    while (at < known.day.length && known.day[at]! < rows.day[row]!) at++;
    if (known.day[at] !== rows.day[row]) continue;
    const [ours, theirs] = [rows.values[row * 6 + 4]!, known.adjClose[at]!];
    const apart = Math.abs(rows.values[row * 6 + 3]! - known.close[at]!);
    if (Number.isNaN(ours / theirs) || Number.isNaN(apart)) continue;
    if (apart > traded.ours + traded.theirs + slack * known.close[at]!) return { reason: 'the closes differ too' };
    low = Math.max(low, ((ours - adjusted.ours) / (theirs + adjusted.theirs)) * (1 - slack));
    high = Math.min(high, ((ours + adjusted.ours) / Math.max(theirs - adjusted.theirs, 0)) * (1 + slack));
    days++;
  }
  if (days < leastDays) return { reason: `only ${days} common days have both prices, and five are needed` };
  if (low > high) return { reason: 'no one factor holds on all common days' };
  const factor = (low + high) / 2;
  const width = (high - low) / factor;
  if (width <= widest) return { factor };
  return {
    reason: `the ${days} common days fix the factor only to ${(width * 100).toPrecision(2)} %: too few decimals`,
  };
}

/** Half of the last step of both sides. */
function stepsOf(ours: number, theirs: number): { readonly ours: number; readonly theirs: number } {
  return { ours: Math.max(ours / 2, finest), theirs: Math.max(theirs / 2, finest) };
}

/**
 * Brings rows to the basis of the known history, in place.
 *
 * @returns the rows of days the history does not have, which are to be added; the history keeps the others
 */
export function continueOn(known: KnownRows, rows: PriceRows, order: Int32Array, factor: number): Int32Array {
  const days = new Set(known.day);
  const added = order.filter((row) => !days.has(rows.day[row]!));
  for (const row of added) rows.values[row * 6 + 4] = rows.values[row * 6 + 4]! / factor;
  return added;
}
