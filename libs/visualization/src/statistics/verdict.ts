/** What a reader should take from a factor, from most to least. */
export const verdicts = ['strong', 'some', 'against', 'none', 'missing'] as const;
export type Verdict = (typeof verdicts)[number];

/** What {@link verdictOf} judges; null is missing. */
export interface Evidence {
  /** Annualised mean of the long-short return. */
  readonly premium: number | null;
  /** p-value of the premium after Holm's step-down over all trials of the run (controls the chance of any false one). */
  readonly pValueHolm: number | null;
  /** The same after Benjamini-Hochberg (controls the share of false ones). */
  readonly pValueBenjaminiHochberg: number | null;
  /** Sign that the literature expects; 0 where it names none. */
  readonly expectedSign: number;
  /** Other date ranges whose premium has the same sign, of those with a premium. */
  readonly sameSign: number;
  readonly otherRanges: number;
}

const level = 0.05;
const stableShare = 2 / 3;

/**
 * The rule behind the plain words of the overview.
 *
 * - `strong`: significant at 5 % after Holm over all trials, same sign in at least two thirds of the other date ranges,
 *   and not against the expected sign
 * - `some`: significant at 5 % after Benjamini-Hochberg and not against the expected sign
 * - `against`: significant after Benjamini-Hochberg with the sign that the literature does not expect
 * - `none`: not significant after adjustment
 * - `missing`: there is no premium, or the run holds no adjusted p-value
 */
export function verdictOf(evidence: Evidence): Verdict {
  const { premium, pValueHolm, pValueBenjaminiHochberg, expectedSign, sameSign, otherRanges } = evidence;
  if (premium === null || pValueHolm === null || pValueBenjaminiHochberg === null) return 'missing';
  if (pValueBenjaminiHochberg >= level) return 'none';
  if (expectedSign * premium < 0) return 'against';
  return pValueHolm < level && sameSign >= stableShare * otherRanges ? 'strong' : 'some';
}
