import { mean, neweyWestMeanT, normalQuantile, romanoWolf, stationaryBootstrap, type StepDown } from '@fm/factor-math';

/** Resamples of every bootstrap of the gate. */
export const resamples = 2000;

/**
 * Autocovariances that the gate counts, and the mean length of its blocks. Coefficients of a horizon share sessions with the
 * `horizon - 1` after them; Bartlett weights that end there would miss a quarter of it, and of 352 sessions at a
 * horizon of 5 the test declares in 6.1 % of 1,000 sets of noise with 5 lags, in 5.1 % with 10. Longer blocks make it worse:
 * 7.7 % with 40.
 */
function lagOf(horizon: number): number {
  return Math.max(5, 2 * horizon);
}

/** The performance of a formula in a period, with the sign it had in the discovery period. */
export interface PeriodEvidence {
  /** Mean rank information coefficient; null where it has none. */
  readonly coefficient: number | null;
  /** Newey-West t of the mean. */
  readonly t: number | null;
  /** Sessions with a coefficient. */
  readonly sessions: number;
}

/** Coefficients with the sign of the discovery period. */
export function signed(coefficients: Float64Array, sign: 1 | -1): Float64Array {
  return coefficients.map((value) => sign * value);
}

export function evidenceOf(series: Float64Array, horizon: number): PeriodEvidence {
  const present = series.filter((value) => !Number.isNaN(value));
  const t = neweyWestMeanT(present, lagOf(horizon));
  return {
    coefficient: present.length === 0 ? null : mean(present),
    t: Number.isFinite(t) ? t : null,
    sessions: present.length,
  };
}

/** The resamples of a period: mean blocks as long as the lag of its errors. */
export function resamplingOf(series: readonly Float64Array[], horizon: number, key: readonly [number, number]) {
  const sessions = series[0]?.length ?? 0;
  const resampler = stationaryBootstrap({ sessions, meanBlock: lagOf(horizon), key });
  return { series, resampler, resamples };
}

/** The test of Romano and Wolf over the formulas of a period. */
export function familyWise(series: readonly Float64Array[], horizon: number, key: readonly [number, number]): StepDown {
  if (series.length === 0) return { t: new Float64Array(0), pValues: new Float64Array(0) };
  return romanoWolf(resamplingOf(series, horizon, key), lagOf(horizon));
}

/** Probability of detecting an effect that is called detectable. */
const power = 0.8;

/**
 * Smallest mean coefficient that would have been declared with a chance of 80 %, one of `finalists` at a family-wise level of
 * 5 %: `(z(1 - 0.05 / K) + z(0.8)) x` the median Newey-West error of the finalists; null without finalists.
 */
export function detectable(series: readonly Float64Array[], horizon: number): number | null {
  const errors = series
    .map((x) => evidenceOf(x, horizon))
    .flatMap(({ coefficient, t }) => (coefficient === null || t === null || t === 0 ? [] : [Math.abs(coefficient / t)]))
    .sort((a, b) => a - b);
  const median = errors[Math.floor(errors.length / 2)];
  if (median === undefined) return null;
  return (normalQuantile(1 - 0.05 / series.length) + normalQuantile(power)) * median;
}
