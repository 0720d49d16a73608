import { bartlettSum } from './long-run-variance.ts';
import { finiteValues } from '../panel/finite-values.ts';
import { mean } from '../panel/moments.ts';

/**
 * Newey-West standard error of a mean, `sqrt(sum_l w_l c_l / n)` with autocovariances c divided by n, Bartlett weights,
 * no prewhitening and no small-sample factor (Newey and West 1987; R: `sandwich::NeweyWest(lm(x ~ 1), lag, prewhite = F)`).
 *
 * @param x - series; missing values are left out and their neighbours count as adjacent
 * @returns NaN for an empty series
 */
export function neweyWestMeanError(x: Float64Array, lag: number): number {
  const u = finiteValues(x);
  const centre = mean(u);
  for (let t = 0; t < u.length; t++) u[t] -= centre;
  return Math.sqrt(bartlettSum(u, u.length, lag)) / u.length;
}

/**
 * t-statistic of a mean against zero with the Newey-West standard error; see {@link neweyWestMeanError}.
 *
 * @param x - series; missing values are left out
 * @param lag - autocovariances counted, e.g. `neweyWestLag(n)`, and at least horizon - 1 for overlapping returns
 */
export function neweyWestMeanT(x: Float64Array, lag: number): number {
  return mean(finiteValues(x)) / neweyWestMeanError(x, lag);
}
