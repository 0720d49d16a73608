/** Most cosines that a variance is estimated from: Student's t of 64 degrees of freedom is all but normal. */
const most = 64;

/**
 * Cosines that the long-run variance of n values is estimated from, `0.41 n^(2/3)`, at least 4 and at most 64
 * (Lazarus, Lewis, Stock and Watson 2018, HAR Inference: Recommendations for Practice, Journal of Business & Economic
 * Statistics 36(4), equation 4); fewer than there are values.
 *
 * Of values that each cover `horizon` sessions there are fewer, at most a cosine for every four horizons and at least one,
 * because what they share hides variance from faster cosines, see {@link overlapLoss}.
 *
 * @param horizon - sessions each value covers. @default 1
 */
export function cosineCount(n: number, horizon = 1): number {
  const usual = Math.max(4, Math.round(0.41 * n ** (2 / 3)));
  const unshared = horizon === 1 ? usual : Math.max(1, Math.round(n / (4 * horizon)));
  return Math.max(0, Math.min(usual, unshared, most, n - 1));
}

/**
 * Mean square that the first cosines have on average over n times the variance of the mean, of n values that share `horizon - 1` of
 * their sessions with the next one, as moving sums of independent values do: autocovariances `g(l) = 1 - l / horizon`.
 *
 * The mean has `1 + 2 sum_l g(l) (n - l) / n`. Cosine j has `1 + 2 sum_l g(l) ((n - l) cos(w l) - sin(w l) / sin(w)) / n`,
 * `w = pi j / n`: the sums of products of cosines l apart, written out. It is less, because slower cosines change within a
 * horizon and because values at the ends, where cosines are largest, have fewer neighbours.
 */
export function overlapLoss(n: number, horizon: number, count: number): number {
  if (horizon === 1) return 1;
  let ofMean = 1;
  let ofCosines = count;
  for (let l = 1; l < Math.min(horizon, n); l++) {
    const shared = (2 * (1 - l / horizon)) / n;
    ofMean += shared * (n - l);
    for (let j = 1; j <= count; j++) {
      const w = (Math.PI * j) / n;
      ofCosines += shared * ((n - l) * Math.cos(w * l) - Math.sin(w * l) / Math.sin(w));
    }
  }
  return ofCosines / count / ofMean;
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
