import type { Panel } from '../panel/panel.ts';
import type { SortedPortfolios } from './sorted-portfolios.ts';

/**
 * The factor return without one stock: ranks and legs stay, the stock's own position is taken out and the rest of that
 * leg is rescaled to sum to 1. A stock in a leg explains itself; against this series it does not.
 *
 * `leg' = (leg - w r) / (1 - w)`; where the stock is more than half of its leg the rest is summed again instead, because
 * the difference would cancel.
 *
 * @param returns - the returns the portfolios were built from, days x stocks
 * @param stock - column
 * @returns one value per session; NaN where there is no portfolio or the leg held nothing else
 */
export function exSelfSpread(portfolios: SortedPortfolios, returns: Panel, stock: number): Float64Array {
  return exSelfSpreads(portfolios, returns, stock, stock)[0];
}

/**
 * {@link exSelfSpread} of neighbouring stocks. Eight stocks share each line of the cache, which makes many at once several
 * times faster than one after the other.
 *
 * @param first - first column
 * @param last - last column, inclusive
 */
export function exSelfSpreads(
  portfolios: SortedPortfolios,
  returns: Panel,
  first: number,
  last: number,
): Float64Array[] {
  const { days, stocks, legs, spread } = portfolios;
  const out = Array.from({ length: last - first + 1 }, () => Float64Array.from(spread));
  for (let t = 0; t < days; t++) {
    for (let stock = first; stock <= last; stock++) {
      if (legs[t * stocks + stock] !== 0) out[stock - first][t] = withoutStock(portfolios, returns, t, stock);
    }
  }
  return out;
}

/** The factor return of session t without a stock that is in a leg. */
function withoutStock(portfolios: SortedPortfolios, returns: Panel, t: number, stock: number): number {
  const { stocks, legs, weights, high, low, stocksHigh, stocksLow } = portfolios;
  const cell = t * stocks + stock;
  const isHigh = legs[cell] === 1;
  if ((isHigh ? stocksHigh[t] : stocksLow[t]) < 2) return NaN;
  const weight = weights[cell];
  const own = isHigh ? high[t] : low[t];
  const rest =
    weight <= 0.5 ? (own - weight * returns.values[cell]) / (1 - weight) : restOfLeg(portfolios, returns, t, stock);
  return isHigh ? rest - low[t] : high[t] - rest;
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
