import { mean } from '../panel/moments.ts';
import { bartlettSum } from './long-run-variance.ts';
import { neweyWestLag } from './newey-west-lag.ts';

/** Test whether the mean of a series fell at some time. */
export interface MeanDecline {
  /** Highest `sum of what is above the mean so far / (sigma sqrt(n))`. */
  readonly statistic: number;
  /** One-sided, `exp(-2 statistic^2)`. */
  readonly pValue: number;
  /** Index of the first value after the most likely fall. */
  readonly at: number;
  /** Means before it, and from it on. */
  readonly before: number;
  readonly after: number;
}

/** Fewest values that are tested. */
const fewest = 36;

/**
 * CUSUM test of a constant mean against one that fell at an unknown time: the sums of `x[t] - mean` up to k, over
 * `sigma sqrt(n)`, are a Brownian bridge where the mean is constant, and its maximum exceeds c with probability `exp(-2 c^2)`. Sigma is
 * the root of the long-run variance with Bartlett weights, so that returns that echo do not count twice. The time of the maximum
 * estimates that of the fall.
 *
 * Source: Ploberger and Kraemer (1992), The CUSUM Test with OLS Residuals, Econometrica 60(2); the maximum of the bridge is
 * Smirnov's (1944).
 *
 * @param x - values in order of time, none missing
 * @returns undefined of fewer than 36 values, or where all are equal
 */
export function meanDecline(x: Float64Array): MeanDecline | undefined {
  const n = x.length;
  if (n < fewest) return undefined;
  const centre = mean(x);
  const scores = x.map((value) => value - centre);
  const scale = Math.sqrt(bartlettSum(scores, n, neweyWestLag(n)));
  if (!(scale > 0) || x.every((value) => value === x[0])) return undefined;
  let [sum, highest, at] = [0, 0, n];
  for (let k = 1; k < n; k++) {
    sum += scores[k - 1];
    if (sum > highest) [highest, at] = [sum, k];
  }
  const statistic = highest / scale;
  return {
    ...{ statistic, at, pValue: Math.exp(-2 * statistic ** 2) },
    before: mean(x.subarray(0, at)),
    after: at < n ? mean(x.subarray(at)) : NaN,
  };
}
