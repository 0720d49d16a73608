import { finiteValues } from '../panel/finite-values.ts';
import { mean, standardDeviation } from '../panel/moments.ts';

/** Trading sessions in a year. */
export const sessionsPerYear = 252;

/** Annualised mean of simple returns per session, `252 x mean`; missing values are left out. */
export function annualisedMean(returns: Float64Array): number {
  return sessionsPerYear * mean(finiteValues(returns));
}

/** Annualised volatility of simple returns per session, `sqrt(252) x sd` with n - 1; missing values are left out. */
export function annualisedVolatility(returns: Float64Array): number {
  return Math.sqrt(sessionsPerYear) * standardDeviation(finiteValues(returns));
}

/** Annualised Sharpe ratio of a zero-cost portfolio, `sqrt(252) x mean / sd` (Sharpe 1994); missing values are left out. */
export function annualisedSharpe(returns: Float64Array): number {
  return annualisedMean(returns) / annualisedVolatility(returns);
}

/**
 * Maximum drawdown of the compounded return: the least `wealth / highest wealth so far - 1`, starting from a wealth of 1;
 * a portfolio that loses all of it, as one that is short may in one session, has no more to lose.
 *
 * @param returns - simple returns; a missing value leaves the wealth as it is
 * @returns between -1 and 0; -0.25 is a loss of a quarter from the peak
 */
export function maxDrawdown(returns: Float64Array): number {
  let wealth = 1;
  let peak = 1;
  let worst = 0;
  for (let t = 0; t < returns.length; t++) {
    if (Number.isNaN(returns[t])) continue;
    wealth *= 1 + returns[t];
    if (wealth <= 0) return -1;
    if (wealth > peak) peak = wealth;
    worst = Math.min(worst, wealth / peak - 1);
  }
  return worst;
}
