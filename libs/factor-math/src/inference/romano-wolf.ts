import { forEachResample, seriesMeanAndError, type Resampling } from './resampled-means.ts';

/** Result of a step-down test of many means. */
export interface StepDown {
  /** `mean / Newey-West error` of each series. */
  readonly t: Float64Array;
  /** p-values against `mean <= 0`, adjusted so that the chance of any false rejection is the level. */
  readonly pValues: Float64Array;
}

/**
 * Step-down test of `mean <= 0` for many series at once by bootstrap-t: every resample's mean, less the mean, is divided by
 * its own Newey-West error, and the t-statistics, largest first, are compared with the maximum over the series that are not
 * yet rejected: `p = (1 + #{b: max t*_b >= t}) / (B + 1)`, made monotone (Romano and Wolf 2005, Stepwise Multiple Testing as
 * Formalized Data Snooping, Econometrica 73(4); 2016, Efficient Computation of Adjusted p-Values, Statistics and
 * Probability Letters 113). One error for all resamples instead would declare too often where volatility drifts.
 *
 * @param lag - autocovariances of the Newey-West error, at least horizon - 1
 * @returns p 1 where the t-statistic of a series is missing
 */
export function romanoWolf(resampling: Resampling, lag: number): StepDown {
  const own = resampling.series.map((x) => seriesMeanAndError(x, lag));
  const t = Float64Array.from(own, ({ mean, error }) => (error > 0 ? mean / error : NaN));
  const order = [...t.keys()].filter((k) => !Number.isNaN(t[k])).sort((a, b) => t[b] - t[a] || a - b);
  const exceeded = new Int32Array(order.length);
  forEachResample(resampling, lag, (values) => {
    let greatest = -Infinity;
    for (let at = order.length - 1; at >= 0; at--) {
      const { mean, error } = values[order[at]];
      const drawn = (mean - own[order[at]].mean) / error;
      // A resample without variance decides against a rejection.
      greatest = Math.max(greatest, Number.isNaN(drawn) ? Infinity : drawn);
      if (greatest >= t[order[at]]) exceeded[at]++;
    }
  });
  const pValues = new Float64Array(t.length).fill(1);
  let least = 0;
  order.forEach((k, at) => {
    least = Math.max(least, (1 + exceeded[at]) / (resampling.resamples + 1));
    pValues[k] = least;
  });
  return { t, pValues };
}
