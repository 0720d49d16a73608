/** Lags whose products are summed side by side, so that one sum does not wait for the addition before it. */
const together = 4;

/**
 * Sum of Bartlett-weighted autocovariances of the first `n` scores, not divided by n:
 * `sum u[t]^2 + 2 sum_l (1 - l / (lag + 1)) sum u[t] u[t-l]` (Newey and West 1987). Never negative by construction.
 *
 * @param u - scores with mean zero
 * @param lag - autocovariances counted
 */
export function bartlettSum(u: Float64Array, n: number, lag: number): number {
  const weight = (l: number): number => 2 * (1 - l / (lag + 1));
  let total = 0;
  for (let t = 0; t < n; t++) total += u[t] * u[t];
  const last = Math.min(lag, n - 1);
  let l = 1;
  for (; l + together - 1 <= last; l += together) {
    let a = productSum(u, l, l, l + 3);
    let b = productSum(u, l + 1, l + 1, l + 3);
    let c = productSum(u, l + 2, l + 2, l + 3);
    let d = 0;
    for (let t = l + 3; t < n; t++) {
      const now = u[t];
      const before = t - l;
      a += now * u[before];
      b += now * u[before - 1];
      c += now * u[before - 2];
      d += now * u[before - 3];
    }
    total += weight(l) * a;
    total += weight(l + 1) * b;
    total += weight(l + 2) * c;
    total += weight(l + 3) * d;
  }
  for (; l <= last; l++) total += weight(l) * productSum(u, l, l, n);
  return Math.max(0, total);
}

/** Sum of `u[t] u[t - lag]` over t from `from` up to `to`, not included. */
function productSum(u: Float64Array, lag: number, from: number, to: number): number {
  let sum = 0;
  for (let t = from; t < to; t++) sum += u[t] * u[t - lag];
  return sum;
}
