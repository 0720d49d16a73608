import cdf from '@stdlib/stats-base-dists-normal-cdf';
import quantile from '@stdlib/stats-base-dists-normal-quantile';

/** Probability that a standard normal variable is at most `x`. */
export function normalCdf(x: number): number {
  return cdf(x, 0, 1);
}

/**
 * The value that a standard normal variable stays below with probability `p`. The library's value is off by 2e-9 far out
 * in the tail; one step of Halley's method against the cumulative distribution brings it to full precision there too.
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  const z: number = quantile(p, 0, 1);
  if (!Number.isFinite(z)) return z;
  const newton = (normalCdf(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
  return z - newton / (1 + (z * newton) / 2);
}
