import { groupBy } from './group-by.ts';
import type { KnownFact } from './known-fact.ts';
import { keyOf } from './known-fact.ts';
import { daysBetween, distance } from './durations.ts';
import type { Entry } from './entry.ts';

/** Days before a fact whose periods it is compared with, and how few of them say nothing. */
const memory = 1200;
const fewest = 3;

/** Distances of decimal logarithms: from a thousand, from ten or a hundred, and among the periods compared with. */
const nearThousand = 0.3;
const nearTen = 0.15;
const steady = 0.4;

/** What a fact is held against. */
export interface History {
  /** Value of the same period from earlier filings. */
  readonly held: Entry | undefined;
  /** Values of all periods, the latest last. */
  readonly entries: readonly Entry[];
  /** Facts that were set aside. */
  readonly aside: ReadonlyMap<string, KnownFact>;
}

/**
 * Whether a fact is off by a power of ten: against the value held for its own period by 10, 100, 1000 and so on, to the
 * percent, unless the periods around it say that the held value is the one that is off; against every one of the periods of
 * the same length in the three years before by a thousand or a million, within a factor of two; against such periods that
 * are steady by ten or a hundred, within a factor of 1.4, unless another filing gave such a value for its own period.
 */
export function isScaleSlip(fact: KnownFact, { held, entries, aside }: History): boolean {
  if (fact.value === 0) return false;
  // A split restates counts of shares, and what is per share, by a ratio that may be a power of ten.
  const isShares = fact.unit.includes('shares');
  if (held !== undefined && held.value !== 0)
    return !isShares && isPowerOfTen(fact.value / held.value, 0.004) && !isNearerThan(held, fact, entries);
  const exponents = exponentsOf(fact, entries);
  if (exponents === undefined || exponents.length < fewest) return false;
  if (exponents.every((one) => Math.round(one / 3) !== 0 && offStep(one, 3) <= nearThousand)) return true;
  const [low, high] = [Math.min(...exponents), Math.max(...exponents)];
  if (isShares || high - low > steady || offStep((low + high) / 2, 1) > nearTen) return false;
  return ![...aside.values()].some((other) => other.accn !== fact.accn && isLikewise(fact, other));
}

/**
 * Decimal logarithms of a fact over the periods of its length before it; undefined as soon as the latest of them is of its
 * size, which settles it.
 */
function exponentsOf(fact: KnownFact, entries: readonly Entry[]): number[] | undefined {
  const days = daysBetween(fact.start ?? fact.end, fact.end);
  const exponents: number[] = [];
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    const { start, end, value } = entries[at] as Entry;
    if (end >= fact.end || value === 0 || distance(end, fact.end) > memory) continue;
    if (Math.abs(daysBetween(start, end) - days) > 15) continue;
    const exponent = Math.log10(Math.abs(fact.value / value));
    if (Math.abs(exponent) < 0.5) return undefined;
    exponents.push(exponent);
  }
  return exponents;
}

/** How far a number is from the nearest multiple of a step. */
function offStep(value: number, step: number): number {
  return Math.abs(value - step * Math.round(value / step));
}

/** Whether a fact that was set aside is of the size of another, for a period of its length at most some quarters away. */
function isLikewise(fact: KnownFact, other: KnownFact): boolean {
  if (Number.isNaN(other.value) || other.end === fact.end || distance(other.end, fact.end) > memory / 3) return false;
  const days = (one: KnownFact): number => daysBetween(one.start ?? one.end, one.end);
  return Math.abs(days(fact) - days(other)) <= 15 && Math.abs(Math.log10(fact.value / other.value)) < nearThousand;
}

/** Whether a fact is nearer than the value held for its period to most of the other periods of its length around it. */
function isNearerThan(held: Entry, fact: KnownFact, entries: readonly Entry[]): boolean {
  const days = daysBetween(held.start, held.end);
  const others = entries.filter(
    ({ start, end, value }) =>
      end !== held.end &&
      value !== 0 &&
      distance(end, held.end) <= memory &&
      Math.abs(daysBetween(start, end) - days) <= 15,
  );
  const off = (value: number, other: Entry): number => Math.abs(Math.log(Math.abs(value / other.value)));
  return others.length >= 2 && others.every((other) => off(fact.value, other) < off(held.value, other));
}

function isPowerOfTen(ratio: number, tolerance: number): boolean {
  if (ratio <= 0) return false;
  const exponent = Math.log10(ratio);
  return Math.round(exponent) !== 0 && offStep(exponent, 1) < tolerance;
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
