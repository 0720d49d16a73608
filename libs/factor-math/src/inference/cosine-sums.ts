/** Most cosines that a variance is estimated from: Student's t of 64 degrees of freedom is all but normal. */
const most = 64;

/**
 * Cosines that the long-run variance of n values is estimated from, `0.41 n^(2/3)`, at least 4 and at most 64
 * (Lazarus, Lewis, Stock and Watson 2018, HAR Inference: Recommendations for Practice, Journal of Business & Economic
 * Statistics 36(4), equation 4); fewer than there are values.
 */
export function cosineCount(n: number): number {
  return Math.max(0, Math.min(Math.max(4, Math.round(0.41 * n ** (2 / 3))), most, n - 1));
}

/**
 * Sums of a series over the first cosines, `sqrt(2 / n) sum_t x[t] cos(pi j (t + 1/2) / n)` for j from 1 to `count`. The
 * cosines are orthonormal and orthogonal to a constant, so the sums of independent normal values are independent too,
 * with the variance of the values, whatever their mean is.
 *
 * @param x - complete values
 */
export function cosineSums(x: Float64Array, count: number): Float64Array {
  const n = x.length;
  const sums = new Float64Array(count);
  for (let t = 0; t < n; t++) {
    const first = Math.cos((Math.PI * (t + 0.5)) / n);
    // cos((j + 1) a) = 2 cos(a) cos(j a) - cos((j - 1) a)
    let before = 1;
    let now = first;
    for (let j = 0; j < count; j++) {
      sums[j] += x[t] * now;
      const next = 2 * first * now - before;
      before = now;
      now = next;
    }
  }
  const scale = Math.sqrt(2 / n);
  for (let j = 0; j < count; j++) sums[j] *= scale;
  return sums;
}
