import type { Panel } from './panel.ts';
import type { SortedPortfolios } from './sorted-portfolios.ts';

/**
 * The factor return without one stock: ranks and legs stay, the stock's own position is taken out and the rest of that
 * leg is rescaled to sum to 1. A stock in a leg explains itself; against this series it does not.
 *
 * `leg' = (leg - w r) / (1 - w)`; where the stock is more than half of its leg the rest is summed anew instead, because
 * the difference would cancel.
 *
 * @param returns - the returns the portfolios were built from, days x stocks
 * @param stock - column
 * @returns one value per session; NaN where there is no portfolio or the leg held nothing else
 */
export function exSelfSpread(portfolios: SortedPortfolios, returns: Panel, stock: number): Float64Array {
  const { days, stocks, legs, weights, high, low, spread, stocksHigh, stocksLow } = portfolios;
  const out = Float64Array.from(spread);
  for (let t = 0; t < days; t++) {
    const cell = t * stocks + stock;
    const leg = legs[cell];
    if (leg === 0) continue;
    if ((leg === 1 ? stocksHigh[t] : stocksLow[t]) < 2) {
      out[t] = NaN;
      continue;
    }
    const weight = weights[cell];
    const own = leg === 1 ? high[t] : low[t];
    const rest =
      weight <= 0.5 ? (own - weight * returns.values[cell]) / (1 - weight) : restOfLeg(portfolios, returns, t, stock);
    out[t] = leg === 1 ? rest - low[t] : high[t] - rest;
  }
  return out;
}

function restOfLeg(portfolios: SortedPortfolios, returns: Panel, t: number, stock: number): number {
  const { stocks, legs, weights } = portfolios;
  const row = t * stocks;
  let total = 0;
  let sum = 0;
  for (let i = 0; i < stocks; i++) {
    if (i === stock || legs[row + i] !== legs[row + stock]) continue;
    total += weights[row + i];
    sum += weights[row + i] * returns.values[row + i];
  }
  return sum / total;
}
