import { normalQuantile } from '@fm/factor-math';
import { ledgerSize, survivesTrials, type PremiumAndCost } from '@fm/results/evidence';

/** Two-sided 5 % limits of |t|: for one test, and after everything that was tried. */
export interface SignificanceLimits {
  readonly plain: number;
  readonly adjusted: number;
  /** Trials of the ledger; in runs that are older than it results with a premium. */
  readonly trials: number;
  /** Premia of the run that the adjustment leaves significant. */
  readonly believed: number;
}

const level = 0.05;

/**
 * Limits of |t| at the 5 % level: plain `z(1 - 0.05/2)`, and adjusted as the verdict is. Of `m` trials of which `k` stay
 * significant, Benjamini and Hochberg (1995, "Controlling the False Discovery Rate") reject what has a p-value of at most
 * `0.05 k/m`, so the line stands at `z(1 - 0.05 k/(2 m))`; where none does, at the first step, `k = 1`. `z` is the
 * quantile of the standard normal distribution.
 *
 * @param summaries - every result of the run, not only those that a filter leaves
 */
export function significanceLimits(
  summaries: readonly (PremiumAndCost & { readonly role?: string })[],
): SignificanceLimits {
  const tried = summaries.filter(({ premium, role = '' }) => premium !== null && (role === 'sample' || role === ''));
  const trials = Math.max(tried.length, ledgerSize(tried)?.trials ?? 0);
  const believed = tried.filter(survivesTrials).length;
  const share = Math.max(1, believed) / Math.max(1, trials);
  return { plain: limitOf(level), adjusted: limitOf(level * share), trials, believed };
}

function limitOf(pValue: number): number {
  return -normalQuantile(pValue / 2);
}
