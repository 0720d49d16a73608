import cdf from '@stdlib/stats-base-dists-f-cdf';

/** Probability that an F variable with `d1` and `d2` degrees of freedom is at most `x`. */
export function fCdf(x: number, d1: number, d2: number): number {
  return cdf(x, d1, d2);
}

/** Probability that it exceeds `x`, as `P(1/F < 1/x)` with the degrees swapped, which keeps its digits in the tail. */
export function fUpperTail(x: number, d1: number, d2: number): number {
  return x <= 0 ? 1 : cdf(1 / x, d2, d1);
}
