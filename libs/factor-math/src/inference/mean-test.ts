import { finiteValues } from '../panel/finite-values.ts';
import { mean, standardDeviation } from '../panel/moments.ts';
import { neweyWestLag } from './newey-west-lag.ts';
import { neweyWestMeanError } from './newey-west-mean.ts';

/** Mean of a series and its tests against zero. */
export interface MeanTest {
  readonly observations: number;
  readonly mean: number;
  /** `sd / sqrt(n)`, for independent values. */
  readonly standardError: number;
  readonly t: number;
  readonly neweyWestError: number;
  readonly neweyWestT: number;
  readonly lag: number;
}

/**
 * Mean of a series with its classical and its Newey-West standard error (Bartlett kernel, no small-sample factor).
 *
 * @param x - series; missing values are left out
 * @param lag - autocovariances counted. @default floor(4 (n/100)^(2/9))
 */
export function meanTest(x: Float64Array, lag?: number): MeanTest {
  const values = finiteValues(x);
  const n = values.length;
  const used = lag ?? neweyWestLag(n);
  const centre = mean(values);
  const standardError = standardDeviation(values) / Math.sqrt(n);
  const neweyWestError = neweyWestMeanError(values, used);
  return {
    observations: n,
    mean: centre,
    standardError,
    t: centre / standardError,
    neweyWestError,
    neweyWestT: centre / neweyWestError,
    lag: used,
  };
}
