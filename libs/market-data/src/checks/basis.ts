import type { PriceRows } from '../model/price-rows.ts';
import type { KnownRows } from '../load/known-rows.ts';

/** Days that have to agree on the factor for it to be a change of basis and not a correction. */
const leastDays = 5;
/** Largest relative difference between the factors, and smallest one from 1. */
const tolerance = 2e-5;

/**
 * Whether rows are adjusted on another basis than the history already known: on at least five common days the adjusted
 * closes differ by one and the same factor, and the history begins before the rows do. Loading them would leave a false
 * return where the two meet.
 *
 * @param order - row numbers of one symbol, days ascending
 * @returns the factor new/old, or undefined when there is no conflict
 */
export function basisChange(rows: PriceRows, order: Int32Array, known: KnownRows): number | undefined {
  if (order.length === 0 || known.day.length === 0 || known.day[0]! >= rows.day[order[0]!]!) return undefined;
  let factor = NaN;
  let days = 0;
  let at = 0;
  for (const row of order) {
    while (at < known.day.length && known.day[at]! < rows.day[row]!) at++;
    if (known.day[at] !== rows.day[row]) continue;
    const ratio = rows.values[row * 6 + 4]! / known.adjClose[at]!;
    if (Number.isNaN(ratio)) continue;
    if (days === 0) factor = ratio;
    if (Math.abs(ratio / factor - 1) > tolerance) return undefined;
    days++;
  }
  return days >= leastDays && Math.abs(factor - 1) > tolerance ? factor : undefined;
}
