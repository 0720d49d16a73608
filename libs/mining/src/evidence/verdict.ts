import { findFactor } from '@fm/factors';
import type { FactorSummary } from '../results.ts';

/**
 * How far a factor's premium can be believed:
 *
 * - `believe`: its p-value is below 5 % after Benjamini and Hochberg's adjustment over all trials of the run
 * - `unsure`: below 5 % alone, but not after the adjustment
 * - `no evidence`: not below 5 %
 * - `no result`: there is no factor return to judge
 */
export type Belief = 'believe' | 'unsure' | 'no evidence' | 'no result';

/** The verdict on a factor over the longest range it was mined on. */
export interface Verdict {
  readonly factor: string;
  readonly belief: Belief;
  /** What a reader must hold against it, e.g. that costs eat it; empty where nothing. */
  readonly caveats: readonly string[];
  /** Sign the literature expects, 0 where it names none. */
  readonly expectedSign: -1 | 0 | 1;
  readonly summary: FactorSummary;
  /** Other ranges of the run with a premium, and how many of these have the sign of this one. */
  readonly otherRanges: number;
  readonly sameSign: number;
}

const order: readonly Belief[] = ['believe', 'unsure', 'no evidence', 'no result'];

/** One verdict per factor, what deserves belief first, then by p-value. */
export function verdictsOf(summaries: readonly FactorSummary[]): Verdict[] {
  const byFactor = new Map<string, FactorSummary[]>();
  for (const summary of summaries) byFactor.set(summary.factor, [...(byFactor.get(summary.factor) ?? []), summary]);
  return [...byFactor.values()]
    .map(verdictOf)
    .sort(
      (a, b) =>
        order.indexOf(a.belief) - order.indexOf(b.belief) ||
        pValueOf(a.summary) - pValueOf(b.summary) ||
        (a.factor < b.factor ? -1 : 1),
    );
}

function verdictOf(own: readonly FactorSummary[]): Verdict {
  const [summary] = [...own].sort(
    (a, b) => b.coverage.sessions - a.coverage.sessions || (a.start < b.start ? -1 : 1),
  ) as [FactorSummary, ...FactorSummary[]];
  const others = own.filter((one) => one !== summary && one.premium !== null);
  const sign = Math.sign(summary.premium ?? 0);
  const belief = beliefOf(summary);
  return {
    factor: summary.factor,
    belief,
    caveats: belief === 'believe' || belief === 'unsure' ? caveatsOf(summary) : [],
    expectedSign: findFactor(summary.factor)?.expectedSign ?? 0,
    summary,
    otherRanges: others.length,
    sameSign: others.filter((one) => Math.sign(one.premium ?? 0) === sign).length,
  };
}

function beliefOf({ premium, statistics }: FactorSummary): Belief {
  if (premium === null) return 'no result';
  const adjusted = statistics['premiumPValueBenjaminiHochberg'] ?? 1;
  if (adjusted < 0.05) return 'believe';
  return (statistics['premiumPValue'] ?? 1) < 0.05 ? 'unsure' : 'no evidence';
}

function caveatsOf({ factor, premium, statistics }: FactorSummary): string[] {
  if (premium === null) return [];
  const expected = findFactor(factor)?.expectedSign ?? 0;
  const caveats: string[] = [];
  if (expected !== 0 && Math.sign(premium) === -expected) caveats.push('sign against the literature');
  const net = netOnPayingSide({ premium, statistics });
  if (net !== null && Math.sign(net) !== Math.sign(premium)) caveats.push('lost to costs');
  const spanning = statistics['spanningAlphaT'];
  if (typeof spanning === 'number' && Math.abs(spanning) < 1.96) caveats.push('spanned by the other factors');
  return caveats;
}

/**
 * Annual premium after costs of the portfolio that earns it: High minus Low where the premium is positive, Low minus High,
 * still with the sign of High minus Low, where it is negative. A changed sign means that costs are more than the premium.
 */
export function netOnPayingSide({ premium, statistics }: Pick<FactorSummary, 'premium' | 'statistics'>): number | null {
  const net = statistics['netPremium'];
  if (premium === null || typeof net !== 'number') return null;
  const cost = premium - net;
  return premium < 0 ? premium + cost : net;
}

function pValueOf({ statistics }: FactorSummary): number {
  return statistics['premiumPValue'] ?? Infinity;
}
