import cdf from '@stdlib/stats-base-dists-normal-cdf';
import quantile from '@stdlib/stats-base-dists-normal-quantile';

/** Probability that a standard normal variable is at most `x`. */
export function normalCdf(x: number): number {
  return cdf(x, 0, 1);
}

/** The value that a standard normal variable stays below with probability `p`. */
export function normalQuantile(p: number): number {
  return quantile(p, 0, 1);
}
