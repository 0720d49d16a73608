import { groupBy } from './group-by.ts';
import type { KnownFact } from './known-fact.ts';
import { keyOf } from './known-fact.ts';
import { daysBetween, distance } from './durations.ts';
import type { Entry } from './entry.ts';

/** Days before a fact whose periods it is compared with, and how few of them say nothing. */
const memory = 1200;
const fewest = 3;

/**
 * Whether a fact is off by a power of ten: against the value held for its own period by 10, 100, 1000 and so on, to the
 * percent; against every one of the periods of the same length in the three years before by a thousand or a million, within
 * a factor of two.
 *
 * @param held - value of the same period from earlier filings
 */
export function isScaleSlip(fact: KnownFact, held: Entry | undefined, entries: readonly Entry[]): boolean {
  if (fact.value === 0) return false;
  // A split restates counts of shares, and what is per share, by a ratio that may be a power of ten.
  const isShares = fact.unit.includes('shares');
  if (held !== undefined && held.value !== 0) return !isShares && isPowerOfTen(fact.value / held.value, 0.004);
  const days = daysBetween(fact.start ?? fact.end, fact.end);
  let compared = 0;
  // The latest come last, and one of them that is not a thousandth of the fact settles it.
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    const { start, end, value } = entries[at] as Entry;
    if (end >= fact.end || value === 0 || distance(end, fact.end) > memory) continue;
    if (Math.abs(daysBetween(start, end) - days) > 15) continue;
    const exponent = Math.log10(Math.abs(fact.value / value));
    const thousands = Math.round(exponent / 3);
    if (thousands === 0 || Math.abs(exponent - 3 * thousands) > 0.3) return false;
    compared += 1;
  }
  return compared >= fewest;
}

function isPowerOfTen(ratio: number, tolerance: number): boolean {
  if (ratio <= 0) return false;
  const exponent = Math.log10(ratio);
  return Math.round(exponent) !== 0 && Math.abs(exponent - Math.round(exponent)) < tolerance;
}

/**
 * The facts of an expense with the sign of earlier filings. A filing turns the sign of the whole tag when it states a known
 * period with the other sign, or nothing but negative values where all before were positive.
 *
 * @param history - value held for each period
 */
export function turnedSigns(
  facts: readonly KnownFact[],
  history: ReadonlyMap<string, { readonly entry: Entry }>,
): readonly KnownFact[] {
  if (facts.every(({ value }) => value >= 0)) return facts;
  const before = [...history.values()].filter(({ entry }) => entry.value !== 0);
  const isPositive = before.length >= fewest && before.every(({ entry }) => entry.value > 0);
  return [...groupBy(facts, ({ accn }) => accn).values()].flatMap((own) => {
    const isNegative = own.every(({ value }) => value <= 0) && own.some(({ value }) => value < 0);
    const turned = own.some((fact) => fact.value < 0 && history.get(keyOf(fact))?.entry.value === -fact.value);
    return isNegative && (turned || isPositive) ? own.map((fact) => ({ ...fact, value: -fact.value })) : own;
  });
}
