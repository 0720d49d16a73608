import { cosineCount, cosineSums, overlapLoss } from './cosine-sums.ts';
import { finiteValues } from '../panel/finite-values.ts';
import { mean } from '../panel/moments.ts';
import { studentTTwoSidedP } from '../distributions/student-t.ts';

/** Test of a mean against zero that allows for serial dependence and keeps its size in short samples. */
export interface RobustMean {
  readonly estimator: 'equal-weighted cosines';
  readonly observations: number;
  readonly mean: number;
  readonly standardError: number;
  readonly t: number;
  /** Two-sided, Student t with `degrees` degrees of freedom. */
  readonly pValue: number;
  readonly degrees: number;
}

/**
 * Mean of a series with the standard error `sqrt(W / n)`, `W` the mean square of its first B cosine sums: the
 * equal-weighted cosine estimate of the long-run variance, whose t-statistic has Student's distribution with B degrees of
 * freedom (fixed-b asymptotics: Mueller 2007, A Theory of Robust Long-Run Variance Estimation, Journal of Econometrics
 * 141(2); Lazarus, Lewis, Stock and Watson 2018). Of independent normal values it has exactly that distribution at every
 * length, where a Newey-West t read from the normal distribution rejects too often in short samples.
 *
 * Values that overlap may share all of their common sessions, as those of a lasting signal do, or nothing, as those of a signal
 * drawn again each session. The variance is divided by the root of the share that the cosines see in the first case.
 *
 * @param x - series; missing values are left out and their neighbours count as adjacent
 * @param horizon - sessions each value covers, as overlapping forward returns do. @default 1
 * @returns NaN for t and p where there is one value, or all are equal
 */
export function robustMean(x: Float64Array, horizon = 1): RobustMean {
  const values = finiteValues(x);
  const n = values.length;
  const centre = mean(values);
  const degrees = cosineCount(n, horizon);
  const standardError = varies(values)
    ? Math.sqrt(meanSquare(cosineSums(values, degrees)) / Math.sqrt(overlapLoss(n, horizon, degrees)) / n)
    : NaN;
  const t = standardError > 0 ? centre / standardError : NaN;
  return {
    estimator: 'equal-weighted cosines',
    observations: n,
    mean: centre,
    standardError,
    t,
    pValue: studentTTwoSidedP(t, degrees),
    degrees,
  };
}

function varies(values: Float64Array): boolean {
  return values.some((value) => value !== values[0]);
}

function meanSquare(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0) / values.length;
}
