import type { Panel } from '../panel/panel.ts';
import type { SortedPortfolios } from './sorted-portfolios.ts';

/**
 * Value traded into the portfolios of each session, as a multiple of one leg's value: the sum over both legs of
 * `|w[t] - v[t]|`, where v are yesterday's weights after yesterday's returns, `w[t-1] (1 + r[t-1])` rescaled to 1.
 * Buying and selling both count, so replacing both legs completely is 4; the first session with portfolios has none.
 *
 * @param returns - the returns the portfolios were built from, days x stocks
 * @returns per session; NaN where there is no portfolio today or yesterday
 */
export function tradedValue(portfolios: SortedPortfolios, returns: Panel): Float64Array {
  const { days, stocks, legs, weights, spread, high, low } = portfolios;
  const out = new Float64Array(days).fill(NaN);
  for (let t = 1; t < days; t++) {
    if (Number.isNaN(spread[t]) || Number.isNaN(spread[t - 1])) continue;
    let sum = 0;
    for (let cell = t * stocks; cell < (t + 1) * stocks; cell++) {
      const before = cell - stocks;
      const growth = legs[before] === 1 ? 1 + high[t - 1] : 1 + low[t - 1];
      const drifted = legs[before] === 0 ? 0 : (legs[before] * weights[before] * (1 + returns.values[before])) / growth;
      sum += Math.abs(legs[cell] * weights[cell] - drifted);
    }
    out[t] = sum;
  }
  return out;
}

/**
 * One-way turnover per rebalance: the share of the long-short portfolio that is replaced, `traded value / 4`, between 0
 * and 1 (Novy-Marx and Velikov 2016, A Taxonomy of Anomalies and Their Trading Costs).
 */
export function turnover(portfolios: SortedPortfolios, returns: Panel): Float64Array {
  return tradedValue(portfolios, returns).map((value) => value / 4);
}

/**
 * Factor return after transaction costs, `F[t] - traded value x cost`; a session whose trades are unknown, such as the
 * first, stays missing.
 *
 * @param basisPoints - cost per value traded, 1/10,000
 */
export function netSpread(portfolios: SortedPortfolios, returns: Panel, basisPoints: number): Float64Array {
  const traded = tradedValue(portfolios, returns);
  return portfolios.spread.map((value, t) => value - (traded[t] * basisPoints) / 10_000);
}
