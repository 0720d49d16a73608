import { findFactor } from '@fm/factors';
import type { FactorSummary } from '../results.ts';
import { type Belief, beliefs, isBelieved } from './beliefs.ts';
import { netOfHolder, type PremiumAndCost, type Side, sideOf } from './holder.ts';
import { longestRange } from './longest-range.ts';
import { numberIn } from './number-in.ts';

/** What a verdict is made of: results of factors over date ranges. */
export interface JudgedSummary extends PremiumAndCost {
  readonly factor: string;
  readonly start: string;
  readonly end: string;
}

/** The verdict on a factor over the longest range it was mined on. */
export interface Verdict<Summary = FactorSummary> {
  readonly factor: string;
  readonly belief: Belief;
  /** What a reader must hold against it, e.g. that costs eat it; empty where nothing. */
  readonly caveats: readonly string[];
  /** Sign the literature expects, 0 where it names none. */
  readonly expectedSign: -1 | 0 | 1;
  /** The side of the sort that the premium pays; null without a premium. */
  readonly side: Side | null;
  readonly summary: Summary;
  /** Other ranges of the run with a premium, and how many of these have the sign of this one. */
  readonly otherRanges: number;
  readonly sameSign: number;
}

/**
 * One verdict per factor, what deserves belief first, then by p-value. The terminal, the report, the API and the pages all
 * show this one.
 */
export function verdictsOf<Summary extends JudgedSummary>(summaries: readonly Summary[]): Verdict<Summary>[] {
  const byFactor = new Map<string, Summary[]>();
  for (const summary of summaries) {
    const own = byFactor.get(summary.factor);
    if (own === undefined) byFactor.set(summary.factor, [summary]);
    else own.push(summary);
  }
  return [...byFactor.values()]
    .map(verdictOf)
    .sort(
      (a, b) =>
        beliefs.indexOf(a.belief) - beliefs.indexOf(b.belief) ||
        (numberIn(a.summary, 'premiumPValue') ?? Infinity) - (numberIn(b.summary, 'premiumPValue') ?? Infinity) ||
        (a.factor < b.factor ? -1 : 1),
    );
}

function verdictOf<Summary extends JudgedSummary>(own: readonly Summary[]): Verdict<Summary> {
  const summary = longestRange(own);
  const others = own.filter((one) => one !== summary && one.premium !== null);
  const sign = Math.sign(summary.premium ?? 0);
  const belief = beliefOf(summary);
  return {
    factor: summary.factor,
    belief,
    caveats: caveatsOf(summary),
    expectedSign: findFactor(summary.factor)?.expectedSign ?? 0,
    side: sideOf(summary.premium),
    summary,
    otherRanges: others.length,
    sameSign: others.filter((one) => Math.sign(one.premium ?? 0) === sign).length,
  };
}

function beliefOf(summary: JudgedSummary): Belief {
  if (summary.premium === null) return 'no result';
  if (isBelieved(summary)) return 'believe';
  return (numberIn(summary, 'premiumPValue') ?? 1) < 0.05 ? 'unsure' : 'no evidence';
}

function caveatsOf(summary: JudgedSummary): string[] {
  const { factor, premium } = summary;
  if (premium === null) return [];
  const expected = findFactor(factor)?.expectedSign ?? 0;
  const caveats: string[] = [];
  if (expected !== 0 && Math.sign(premium) === -expected) caveats.push('sign against the literature');
  const net = netOfHolder(summary);
  if (net !== null && net <= 0) caveats.push('lost to costs');
  const spanning = numberIn(summary, 'spanningAlphaT');
  if (spanning !== undefined && Math.abs(spanning) < 1.96) caveats.push('spanned by the other factors');
  return caveats;
}
