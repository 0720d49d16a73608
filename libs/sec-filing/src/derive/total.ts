import type { CompanyBooks } from './company-books.ts';
import { addDays, distance } from './durations.ts';
import type { FlowConcept } from './items.ts';

/** Relative difference from which one of two tags is the larger. */
const larger = 0.005;

/** Days of history by which tags are compared. */
const history = 1100;

/**
 * The tags of a concept that are its total at a day, in order of preference, or why it has no total.
 *
 * Where several tags are reported for the same periods, the total is the one that is larger in most of them over the last
 * three years (a total that includes losses of affiliates can be below its largest part in one quarter, as Chevron's in the
 * second of 2020). Tags that are equal, or never occur side by side, keep the order of the concept. A tag that is
 * smaller than another is a part and is left out, and so is a slice beside which another part of the total is reported:
 * revenue of contracts at banks, insurers and lessors.
 */
export function totalFirst(
  books: CompanyBooks,
  concept: FlowConcept,
  unit: string,
  latest: string,
  tags: readonly string[],
): string[] | { readonly reason: string } {
  const bySize = concept.isTotal === true ? tags.filter((tag) => !tags.some((other) => isPart(tag, other))) : [...tags];
  const whole = bySize.filter((tag) => !isSlice(tag));
  return whole.length === 0 ? { reason: 'part_of_the_total' } : whole;

  function isPart(tag: string, other: string): boolean {
    if (tag === other || concept.otherMeasure?.includes(other) === true) return false;
    const others = books.book(other, unit);
    const from = addDays(latest, -history);
    let balance = 0;
    for (const { start, end, value } of books.entries(tag, unit)) {
      if (end <= from || start === end) continue;
      const beside = others.valueOf(start, end);
      if (beside === undefined) continue;
      if (beside > value * (1 + larger)) balance += 1;
      else if (value > beside * (1 + larger)) balance -= 1;
    }
    return balance > 0;
  }

  function isSlice(tag: string): boolean {
    const evidence = concept.slices?.filter((slice) => slice.tag === tag) ?? [];
    if (evidence.length === 0) return false;
    const own = books.entries(tag, unit).filter((one) => distance(one.end, latest) <= 380);
    return evidence.some(({ beside, above }) => {
      const part = books.book(beside, unit);
      return own.some(({ start, end, value }) => (part.valueOf(start, end) ?? -Infinity) > above * value);
    });
  }
}
