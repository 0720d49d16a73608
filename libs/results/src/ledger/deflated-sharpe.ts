import { deflatedSharpeRatio } from '@fm/factor-math';
import { numberIn, type WithStatistics } from '../evidence/number-in.ts';

/** Variance of `SR sqrt(n)` over worthless trials. */
export const worthlessVariance = 1;

/**
 * Probability that the Sharpe ratio of a result is more than the best of all trials shows by luck (Bailey and Lopez de Prado
 * 2014); of the portfolio sold where the premium is negative. NaN where the result stored no moments.
 *
 * @param trials - how many were tried, independent ones
 * @param variance - across trials, of `SR sqrt(n)` with the sessions n of each: factors have returns in different numbers
 * of sessions, so the variance of SR is taken over the sessions of the one in question
 */
export function deflatedSharpeOf(summary: WithStatistics, trials: number, variance: number): number {
  const sharpe = numberIn(summary, 'sharpePerSession') ?? NaN;
  const side = sharpe < 0 ? -1 : 1;
  const observations = numberIn(summary, 'premiumObservations') ?? NaN;
  const sample = {
    sharpe: side * sharpe,
    observations,
    skewness: side * (numberIn(summary, 'premiumSkewness') ?? NaN),
    kurtosis: numberIn(summary, 'premiumKurtosis') ?? NaN,
  };
  return deflatedSharpeRatio(sample, trials, variance / observations);
}
