/**
 * Sum of Bartlett-weighted autocovariances of the first `n` scores, not divided by n:
 * `sum u[t]^2 + 2 sum_l (1 - l / (lag + 1)) sum u[t] u[t-l]` (Newey and West 1987). Never negative by construction.
 *
 * @param u - scores with mean zero
 * @param lag - autocovariances counted
 */
export function bartlettSum(u: Float64Array, n: number, lag: number): number {
  let total = 0;
  for (let t = 0; t < n; t++) total += u[t] * u[t];
  const last = Math.min(lag, n - 1);
  for (let l = 1; l <= last; l++) {
    let product = 0;
    for (let t = l; t < n; t++) product += u[t] * u[t - l];
    total += 2 * (1 - l / (lag + 1)) * product;
  }
  return Math.max(0, total);
}
