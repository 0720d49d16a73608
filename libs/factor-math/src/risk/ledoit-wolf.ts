import { covarianceMatrix } from '../regression/cholesky.ts';

/** A covariance that was shrunk. */
export interface ShrunkCovariance {
  /** k x k, row-major. */
  readonly values: Float64Array;
  /** Share of the target in it, between 0 and 1. */
  readonly shrinkage: number;
}

/**
 * Covariance of series shrunk to a multiple of the identity: `(1 - d) S + d m I`, with S the covariance (divisor n), m the mean
 * of its diagonal, and `d = min(b^2, d^2) / d^2` from `d^2 = |S - m I|^2 / k` and `b^2 = sum_t |x_t x_t' - S|^2 / (n^2 k)`.
 *
 * Source: Ledoit and Wolf (2004), A Well-Conditioned Estimator for Large-Dimensional Covariance Matrices, J. Multivariate
 * Analysis 88, as scikit-learn's `LedoitWolf` computes it.
 *
 * @param series - k series of equal length, without missing values
 */
export function ledoitWolf(series: readonly Float64Array[]): ShrunkCovariance {
  const k = series.length;
  const n = series[0].length;
  const sample = covarianceMatrix(series, n);
  const centred = series.map((x) => {
    const mean = x.reduce((sum, value) => sum + value, 0) / n;
    return x.map((value) => value - mean);
  });
  let level = 0;
  for (let a = 0; a < k; a++) level += sample[a * k + a] / k;
  let [apart, squared, fourth] = [0, 0, 0];
  for (let a = 0; a < k; a++)
    for (let b = 0; b < k; b++) {
      const value = sample[a * k + b];
      apart += (value - (a === b ? level : 0)) ** 2 / k;
      squared += value * value;
    }
  // The sum over all pairs of (x_a x_b)^2 is the square of the sum of x_a^2.
  for (let t = 0; t < n; t++) {
    let length = 0;
    for (let a = 0; a < k; a++) length += centred[a][t] * centred[a][t];
    fourth += length * length;
  }
  const noise = (fourth / n - squared) / (n * k);
  const shrinkage = apart === 0 ? 0 : Math.min(noise, apart) / apart;
  const values = sample.map((value, at) => (1 - shrinkage) * value + (at % (k + 1) === 0 ? shrinkage * level : 0));
  return { values, shrinkage };
}
