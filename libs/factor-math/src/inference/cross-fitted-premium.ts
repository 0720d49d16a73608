import type { Panel } from '../panel/panel.ts';
import { robustMean, type RobustMean } from './robust-mean.ts';
import { slopesOnBetas } from './two-pass-premium.ts';

/** Result of {@link crossFittedPremium}. */
export interface CrossFittedPremium extends RobustMean {
  /** Stocks with a beta in both halves. */
  readonly assets: number;
}

/**
 * Price of the risk of one factor, with the betas of each half of the sessions tested on the returns of the other half: the
 * two passes of Fama and MacBeth (1973), whose betas come from another period than the returns that they are to explain.
 * With betas of the same period, what a stock earned by chance is in its beta and in its return, and worthless factors are
 * found to be priced; cross-fitting uses all sessions without that (Chernozhukov et al. 2018, Double/Debiased Machine
 * Learning, Econometrics Journal 21(1), section 3).
 *
 * @param returns - days x stocks
 * @param betas - of the first and of the second half, best on the factor return without the stock's own position
 * @param factor - factor return per session
 * @param window - first and last session, inclusive; halves as {@link halvesOf} cuts it
 */
export function crossFittedPremium(
  returns: Panel,
  betas: readonly [Float64Array, Float64Array],
  factor: Float64Array,
  window: { readonly from: number; readonly to: number },
): CrossFittedPremium {
  const [first, second] = halvesOf(window);
  const slopes = [
    ...slopesOnBetas(returns, betas[1], factor, first),
    ...slopesOnBetas(returns, betas[0], factor, second),
  ];
  const assets = betas[0].filter((beta, i) => Number.isFinite(beta) && Number.isFinite(betas[1][i])).length;
  return { ...robustMean(Float64Array.from(slopes)), assets };
}

/** The two halves of a window, the first longer by one session where they are not even. */
export function halvesOf({
  from,
  to,
}: {
  readonly from: number;
  readonly to: number;
}): [{ from: number; to: number }, { from: number; to: number }] {
  const middle = Math.floor((from + to) / 2);
  return [
    { from, to: middle },
    { from: middle + 1, to },
  ];
}
