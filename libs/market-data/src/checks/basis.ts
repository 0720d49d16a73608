import type { PriceRows } from '../model/price-rows.ts';
import type { KnownRows } from '../load/known-rows.ts';
import { lastDecimal, pricesOf } from './rounding.ts';

/** Days that have to agree on the factor for it to be a change of basis and not a correction. */
const leastDays = 5;
/** Largest relative difference between the factors, and smallest one from 1, where prices are not rounded. */
const tolerance = 2e-5;
/** Without a common day, a step from the history to the rows beyond this within so many days is a change of basis. */
const stepLimit = 0.4;
const longestGap = 10;

/**
 * Whether rows are adjusted on another basis than the history already known: on at least five common days the adjusted
 * closes differ by one and the same factor, up to the rounding of either (or, where no day is common, the rows follow the history within ten days with
 * a step beyond 40 %), and the history begins before the rows do. Loading them would leave a false return where the two
 * meet.
 *
 * @param order - row numbers of one symbol, days ascending
 * @returns the factor new/old, or undefined when there is no conflict
 */
export function basisChange(rows: PriceRows, order: Int32Array, known: KnownRows): number | undefined {
  if (order.length === 0 || known.day.length === 0 || known.day[0]! >= rows.day[order[0]!]!) return undefined;
  const ratios: number[] = [];
  const tolerances: number[] = [];
  const rounding = (lastDecimal(pricesOf(rows, order, 'adjClose')) + lastDecimal(known.adjClose)) / 2;
  let at = 0;
  for (const row of order) {
    while (at < known.day.length && known.day[at]! < rows.day[row]!) at++;
    if (known.day[at] !== rows.day[row]) continue;
    const ratio = rows.values[row * 6 + 4]! / known.adjClose[at]!;
    if (Number.isNaN(ratio)) continue;
    ratios.push(ratio);
    tolerances.push(tolerance + rounding / known.adjClose[at]!);
  }
  if (ratios.length === 0) return stepFrom(rows, order[0]!, known);
  const factor = ratios.toSorted((a, b) => a - b)[ratios.length >> 1]!;
  const widest = Math.max(...tolerances);
  if (ratios.length < leastDays || Math.abs(factor - 1) <= widest) return undefined;
  return ratios.every((ratio, which) => Math.abs(ratio / factor - 1) <= 2 * tolerances[which]!) ? factor : undefined;
}

/** Ratio of the first row to the known row before it, when it is a step that no day is common to explain. */
function stepFrom(rows: PriceRows, first: number, known: KnownRows): number | undefined {
  const before = known.day.findLastIndex((day) => day < rows.day[first]!);
  if (before === -1 || rows.day[first]! - known.day[before]! > longestGap) return undefined;
  const step = rows.values[first * 6 + 4]! / known.adjClose[before]!;
  return Math.abs(step - 1) > stepLimit ? step : undefined;
}
