import { normalQuantile } from '@fm/factor-math';

/** Two-sided 5 % limits of |t|: for one test, and for the largest of many. */
export interface SignificanceLimits {
  readonly plain: number;
  readonly adjusted: number;
  readonly trials: number;
}

/**
 * Limits of |t| at the 5 % level: plain `z(1 - 0.05/2)`, and Bonferroni's `z(1 - 0.05/(2 m))` for `m` trials
 * (Dunn, 1961, "Multiple Comparisons Among Means"), with `z` the quantile of the standard normal distribution.
 *
 * @param trials - factors times date ranges of the run; fewer than one counts as one
 */
export function significanceLimits(trials: number): SignificanceLimits {
  const count = Math.max(1, trials);
  return { plain: limitOf(1), adjusted: limitOf(count), trials };
}

function limitOf(trials: number): number {
  return -normalQuantile(0.025 / trials);
}
