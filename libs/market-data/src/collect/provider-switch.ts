import type { KnownRows } from '../load/known-rows.ts';
import type { PriceRows } from '../model/price-rows.ts';

/** Largest relative difference of two adjusted closes that counts as rounding: Stooq writes four decimals. */
const tolerance = 5e-4;

/**
 * Whether a provider's whole history would leave rows of another provider on another basis beside its own: a known day
 * that the new history does not have stays as it is, and where the nearest common day is adjusted differently, a false
 * return is between the two.
 *
 * @param known - rows of the symbol, days ascending
 * @returns the first known day that would stay on another basis, as a day number; undefined when there is none
 */
export function dayOnOtherBasis(rows: PriceRows, known: KnownRows): number | undefined {
  const fresh = new Map<number, number>();
  for (let row = 0; row < rows.count; row++) fresh.set(rows.day[row]!, rows.value(row, 'adjClose'));
  let pending: number | undefined;
  let differs = false;
  for (const [at, day] of known.day.entries()) {
    const adjusted = fresh.get(day);
    if (adjusted === undefined) {
      if (differs) return day;
      pending ??= day;
      continue;
    }
    const ratio = adjusted / known.adjClose[at]!;
    if (Number.isNaN(ratio)) continue;
    differs = Math.abs(ratio - 1) > tolerance;
    if (differs && pending !== undefined) return pending;
    pending = undefined;
  }
  return fresh.size > 0 && pending !== undefined && pending === known.day[0] ? pending : undefined;
}
