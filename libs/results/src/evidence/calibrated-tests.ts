import { numberIn, type WithStatistics } from './number-in.ts';
import { fewestDegrees } from './untested.ts';

/** A result with the t of its premium. */
export interface TestedPremium extends WithStatistics {
  readonly premiumTStat: number | null;
}

/** Tests whose t is read with the degrees of freedom that are stored beside it. */
const tested = /^(ic\d+|quantile\d+|famaMacBeth)T$/;

/** Statistics of older runs that are no longer computed, because they reject too often. */
const retired = new Set(['premiumTAutomaticLag', 'grsPValue']);

/**
 * A result that shows only t and p whose size has been measured. Older runs stored Newey-West t-statistics, which are
 * too large in short samples, under names that now hold the t of the p-value; theirs have no degrees of freedom beside
 * them and are left out, and the t of their premium is the one that its p-value is of. They also tested coefficients of
 * too few periods, see `whyUntested`.
 */
export function withCalibratedTests<Summary extends TestedPremium>(summary: Summary): Summary {
  const statistics = Object.fromEntries(
    Object.entries(summary.statistics).filter(
      ([name]) =>
        !retired.has(name) &&
        (!tested.test(name) || name.replace(/T$/, 'Degrees') in summary.statistics) &&
        !isOfTooFewPeriods(name, summary),
    ),
  );
  return { ...summary, premiumTStat: numberIn(summary, 'premiumT') ?? null, statistics };
}

function isOfTooFewPeriods(name: string, summary: WithStatistics): boolean {
  const [, coefficient] = /^(ic\d+)(?:T|PValue)$/.exec(name) ?? [];
  return coefficient !== undefined && (numberIn(summary, `${coefficient}Degrees`) ?? fewestDegrees) < fewestDegrees;
}
