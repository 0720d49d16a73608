import cdf from '@stdlib/stats-base-dists-t-cdf';
import quantile from '@stdlib/stats-base-dists-t-quantile';

/** Probability that a Student t variable with `degrees` degrees of freedom is at most `x`. */
export function studentTCdf(x: number, degrees: number): number {
  return cdf(x, degrees);
}

/** The value that a Student t variable with `degrees` degrees of freedom stays below with probability `p`. */
export function studentTQuantile(p: number, degrees: number): number {
  return quantile(p, degrees);
}

/** Two-sided p-value of a t-statistic, `2 P(T <= -|t|)`, which keeps its digits far out in the tail. */
export function studentTTwoSidedP(t: number, degrees: number): number {
  return 2 * cdf(-Math.abs(t), degrees);
}
