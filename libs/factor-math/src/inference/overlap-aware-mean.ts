import { finiteValues } from '../panel/finite-values.ts';
import { mean } from '../panel/moments.ts';
import { neweyWestMeanError } from './newey-west-mean.ts';
import { overlapMoments } from './overlap-moments.ts';
import { studentTTwoSidedP } from '../distributions/student-t.ts';

/** Horizons that a sample must hold for the distribution of long samples. */
const shortest = 8;

/** Test of a mean whose values overlap in time. */
export interface OverlapAwareMean {
  readonly estimator: 'Newey-West (Bartlett), fixed-b reference distribution';
  readonly observations: number;
  readonly mean: number;
  readonly standardError: number;
  readonly t: number;
  readonly pValue: number;
  readonly lag: number;
  /** Equivalent degrees of freedom of the standard error. */
  readonly degrees: number;
}

/**
 * Tests the mean of values that each cover `horizon` sessions and so share `horizon - 1` of them with the next.
 *
 * A Bartlett window of horizon - 1 lags sees only two thirds of the variance that overlap puts into the mean, and a
 * normal reference ignores that a long window leaves a noisy error: both reject too often. Here the lag is `max(1.3
 * sqrt(n), 8 horizon)`, which leaves 1/24 of the overlap unseen (the first term is the rule of Lazarus, Lewis, Stock
 * and Watson 2018), and the p-value is read from the distribution that holds for a lag in proportion `b = (lag + 1) / n`
 * (Kiefer and Vogelsang 2005), in the usual approximation by matched moments: the estimate has the expectation `1 - b +
 * b^2/3`, because the mean is estimated too, and `3 / (2 b)` degrees of freedom.
 *
 * The lag is at most half the sample, and at least horizon - 1. A sample shorter than eight horizons has too few windows
 * that do not overlap for that limit to hold: there the expectation and the degrees of freedom are those that the estimate
 * has in a sample of just this length whose values share what `horizon` says, and nothing else. A quarter of forward
 * returns over 21 sessions then has 1.6 degrees of freedom and large p-values, as it should. No test where the values do not
 * vary, or there is one.
 *
 * @param x - one value per session; missing values are left out
 * @param horizon - sessions each value covers
 */
export function overlapAwareMean(x: Float64Array, horizon: number): OverlapAwareMean {
  const values = finiteValues(x);
  const n = values.length;
  const wanted = Math.max(Math.ceil(1.3 * Math.sqrt(n)), horizon === 1 ? 0 : 8 * horizon);
  const lag = Math.max(Math.min(wanted, Math.floor(n / 2) - 1), horizon - 1, 0);
  const b = (lag + 1) / n;
  const { expectation, degrees } =
    n < shortest * horizon ? overlapMoments(n, horizon, lag) : { expectation: 1 - b + (b * b) / 3, degrees: 1.5 / b };
  const centre = mean(values);
  const standardError = neweyWestMeanError(values, lag) / Math.sqrt(expectation);
  const t = standardError > 0 ? centre / standardError : NaN;
  return {
    estimator: 'Newey-West (Bartlett), fixed-b reference distribution',
    observations: n,
    mean: centre,
    standardError,
    t,
    pValue: studentTTwoSidedP(t, degrees),
    lag,
    degrees,
  };
}
