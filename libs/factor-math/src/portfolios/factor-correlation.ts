/**
 * Pearson's correlation of every pair of series over the sessions where both have a value.
 *
 * @param series - k series of equal length
 * @returns k x k, row-major; NaN for a pair with fewer than two sessions or without variation
 */
export function factorCorrelation(series: readonly Float64Array[]): Float64Array {
  const k = series.length;
  const matrix = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      const value = correlation(series[a], series[b]);
      matrix[a * k + b] = value;
      matrix[b * k + a] = value;
    }
  }
  return matrix;
}

function correlation(x: Float64Array, y: Float64Array): number {
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  for (let t = 0; t < x.length; t++) {
    if (!Number.isFinite(x[t]) || !Number.isFinite(y[t])) continue;
    n++;
    sumX += x[t];
    sumY += y[t];
  }
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let t = 0; t < x.length; t++) {
    if (!Number.isFinite(x[t]) || !Number.isFinite(y[t])) continue;
    const u = x[t] - sumX / n;
    const v = y[t] - sumY / n;
    xx += u * u;
    yy += v * v;
    xy += u * v;
  }
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
