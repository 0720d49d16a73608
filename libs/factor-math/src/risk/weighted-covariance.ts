/** How the past is weighed. */
export interface RiskMemory {
  /** Sessions after which a return counts half. */
  readonly halfLife: number;
  /** Autocovariances counted, for returns that echo. @default 0 */
  readonly lag?: number;
}

/**
 * Covariance of series per session with exponential weights `2^(-age / halfLife)`, scaled to add up to 1, around their weighted
 * means, plus Bartlett-weighted autocovariances: `C0 + sum_l (1 - l / (lag + 1)) (Cl + Cl')`, where the weight of a product is
 * that of its later session. With `lag` 0 the plain weighted covariance.
 *
 * Source: Newey and West (1987); exponential weights as in RiskMetrics (1996) and Menchero, Orr and Wang (2011).
 *
 * @param series - one per factor, all of a length, oldest first, without missing values
 * @returns k x k, row-major
 */
export function weightedCovariance(series: readonly Float64Array[], { halfLife, lag = 0 }: RiskMemory): Float64Array {
  const k = series.length;
  const days = series[0]?.length ?? 0;
  const weights = exponentialWeights(days, halfLife);
  const centred = series.map((values) => {
    let mean = 0;
    for (let t = 0; t < days; t++) mean += weights[t] * values[t];
    return values.map((value) => value - mean);
  });
  const matrix = new Float64Array(k * k);
  for (let l = 0; l <= Math.min(lag, days - 1); l++) {
    const share = 1 - l / (lag + 1);
    for (let a = 0; a < k; a++)
      for (let b = 0; b < k; b++) {
        let sum = 0;
        for (let t = l; t < days; t++) sum += weights[t] * centred[a][t] * centred[b][t - l];
        matrix[a * k + b] += share * sum;
        if (l > 0) matrix[b * k + a] += share * sum;
      }
  }
  return matrix;
}

/** Weights of `days` sessions, oldest first, that add up to 1. */
export function exponentialWeights(days: number, halfLife: number): Float64Array {
  const weights = Float64Array.from({ length: days }, (_, t) => 2 ** ((t + 1 - days) / halfLife));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * Variance around 0 of a series with exponential weights over the sessions that have a value.
 *
 * @returns NaN without any
 */
export function weightedVariance(values: Float64Array, { halfLife }: RiskMemory): number {
  let [sum, total] = [0, 0];
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(values[t])) continue;
    const weight = 2 ** ((t + 1 - values.length) / halfLife);
    sum += weight * values[t] * values[t];
    total += weight;
  }
  return total > 0 ? sum / total : NaN;
}
