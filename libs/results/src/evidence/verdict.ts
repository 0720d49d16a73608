import { findFactor, type FormulaText } from '@fm/factors';
import type { FactorSummary } from '../results.ts';
import { type Belief, beliefs } from './beliefs.ts';
import { type Side, sideOf } from './holder.ts';
import { judge, type Judged } from './judge.ts';
import { judgedRange, type RangeRole } from './judged-range.ts';
import { numberIn } from './number-in.ts';

/** What a verdict is made of: results of factors over date ranges. */
export interface JudgedSummary extends Judged {
  readonly factor: string;
  readonly start: string;
  readonly end: string;
  /** @default '' */
  readonly role?: string;
}

/** The verdict on a factor over its sample. */
export interface Verdict<Summary = FactorSummary> {
  readonly factor: string;
  readonly belief: Belief;
  /** What counts against it, e.g. that costs eat it; empty if nothing does. */
  readonly caveats: readonly string[];
  /** Sign the literature expects, 0 where it names none. */
  readonly expectedSign: -1 | 0 | 1;
  /** The side of the sort that the premium pays; null without a premium. */
  readonly side: Side | null;
  /** The result over the sample. */
  readonly summary: Summary;
  /** The result in the hold-out; absent while it is sealed, and where there is none. */
  readonly holdout?: Summary;
  /** Whether the run predates samples, so its longest range was judged, with every range as a trial. */
  readonly byOlderRules: boolean;
  /** Other ranges of the run with a premium, and how many of these have the sign of this one. */
  readonly otherRanges: number;
  readonly sameSign: number;
}

/**
 * One verdict per factor, the most believable first, then by p-value. The terminal, the report, the API and the pages all
 * show this one.
 *
 * @param formulas - those that the run carries: their author gives the expected sign
 */
export function verdictsOf<Summary extends JudgedSummary>(
  summaries: readonly Summary[],
  formulas: readonly FormulaText[] = [],
): Verdict<Summary>[] {
  const byFactor = new Map<string, Summary[]>();
  for (const summary of summaries) {
    const own = byFactor.get(summary.factor);
    if (own === undefined) byFactor.set(summary.factor, [summary]);
    else own.push(summary);
  }
  return [...byFactor.values()]
    .map((own) => verdictOf(own, formulas))
    .sort(
      (a, b) =>
        beliefs.indexOf(a.belief) - beliefs.indexOf(b.belief) ||
        (numberIn(a.summary, 'premiumPValue') ?? Infinity) - (numberIn(b.summary, 'premiumPValue') ?? Infinity) ||
        (a.factor < b.factor ? -1 : 1),
    );
}

function verdictOf<Summary extends JudgedSummary>(
  own: readonly Summary[],
  formulas: readonly FormulaText[],
): Verdict<Summary> {
  const summary = judgedRange(own);
  const holdout = own.find((one) => isRole(one, 'holdout') && one !== summary);
  const others = own.filter((one) => one !== summary && one !== holdout && one.premium !== null);
  const sign = Math.sign(summary.premium ?? 0);
  const formula = formulas.find(({ name }) => name === summary.factor);
  const expectedSign = (formula === undefined ? findFactor(summary.factor)?.expectedSign : formula.sign) ?? 0;
  return {
    factor: summary.factor,
    ...judge(summary, expectedSign, holdout),
    expectedSign,
    side: sideOf(summary.premium),
    summary,
    ...(holdout !== undefined && { holdout }),
    byOlderRules: isRole(summary, ''),
    otherRanges: others.length,
    sameSign: others.filter((one) => Math.sign(one.premium ?? 0) === sign).length,
  };
}

function isRole(summary: JudgedSummary, role: RangeRole): boolean {
  return (summary.role ?? '') === role;
}
