import { mean } from '../panel/moments.ts';
import { bartlettSum } from './long-run-variance.ts';
import type { Resampler } from './block-bootstrap.ts';

/** Series that are resampled together, so that what they have in common stays. */
export interface Resampling {
  /** One series per trial, of the same sessions; what is missing in a session is left out of its series. */
  readonly series: readonly Float64Array[];
  readonly resampler: Resampler;
  /** Resamples, e.g. 2,000. */
  readonly resamples: number;
}

/** Mean of a series and its Newey-West error, see `neweyWestMeanError`; NaN for both where nothing is present. */
export interface MeanAndError {
  readonly mean: number;
  readonly error: number;
}

/** Goes through the resamples, giving the means of all series, and their errors where a lag is given. */
export function forEachResample(
  { series, resampler, resamples }: Resampling,
  lag: number | undefined,
  receive: (values: readonly MeanAndError[], resample: number) => void,
): void {
  const drawn = new Float64Array(series[0]?.length ?? 0);
  for (let b = 0; b < resamples; b++) {
    const sessions = resampler(b);
    receive(
      series.map((x) => meanAndError(drawn, draw(x, sessions, drawn), lag)),
      b,
    );
  }
}

/** Mean and error of a series as it is. */
export function seriesMeanAndError(x: Float64Array, lag: number | undefined): MeanAndError {
  const present = x.filter((value) => !Number.isNaN(value));
  return meanAndError(present, present.length, lag);
}

/** Writes what a series has in the sessions, missing values left out, and returns how many they are. */
function draw(x: Float64Array, sessions: Int32Array, into: Float64Array): number {
  let n = 0;
  for (let t = 0; t < sessions.length; t++) {
    const value = x[sessions[t]];
    into[n] = value;
    n += Number.isNaN(value) ? 0 : 1;
  }
  return n;
}

/** Mean of the first n values, which are taken from it. */
function meanAndError(values: Float64Array, n: number, lag: number | undefined): MeanAndError {
  const centre = mean(values.subarray(0, n));
  if (lag === undefined || n === 0) return { mean: centre, error: NaN };
  for (let t = 0; t < n; t++) values[t] -= centre;
  return { mean: centre, error: Math.sqrt(bartlettSum(values, n, lag)) / n };
}

/** `sqrt(mean over b of (mean of resample b - mean)^2)` of each series: the bootstrap's error of a mean. */
export function bootstrapErrors(resampling: Resampling): { means: Float64Array; errors: Float64Array } {
  const means = Float64Array.from(resampling.series, (x) => seriesMeanAndError(x, undefined).mean);
  const squares = new Float64Array(means.length);
  forEachResample(resampling, undefined, (values) => {
    values.forEach(({ mean: drawn }, k) => (squares[k] += (drawn - means[k]) ** 2));
  });
  return { means, errors: squares.map((sum) => Math.sqrt(sum / resampling.resamples)) };
}
