import { LegFinder, type LegMembers } from './leg-members.ts';
import { eligibleInOrder, eligibleStocks } from './eligible-stocks.ts';
import { requireSameShape, type Panel } from '../panel/panel.ts';
import type { SessionOrders } from '../ranking/session-orders.ts';

/** Options of {@link sortedPortfolios}. */
export interface SortOptions {
  /** Number of groups; High and Low are the outer ones. @default 3 */
  readonly groups?: number;
  /** Sizes (market capitalisations) whose row t-1 weighs the returns of t; a stock without one is not eligible. @default equal weights */
  readonly weights?: Panel;
  /** The signal's sessions, where they are sorted already; the result is the same. */
  readonly orders?: SessionOrders;
}

/** Long-short portfolios of every session; see {@link sortedPortfolios}. */
export interface SortedPortfolios {
  readonly days: number;
  readonly stocks: number;
  /** Return of the top group per session; NaN where there is no portfolio. */
  readonly high: Float64Array;
  /** Return of the bottom group per session; NaN where there is no portfolio. */
  readonly low: Float64Array;
  /** `high - low`, the factor return. */
  readonly spread: Float64Array;
  /** Sessions without a portfolio because one signal reaches into both legs: 1, others 0. */
  readonly undivided: Uint8Array;
  /** Stocks in the top group per session, those with a fraction of a place included. */
  readonly stocksHigh: Uint32Array;
  /** The same of the bottom group. */
  readonly stocksLow: Uint32Array;
  /** Days x stocks: 1 in the top group, -1 in the bottom group, 0 in neither. */
  readonly legs: Int8Array;
  /** Days x stocks: weight within the stock's own group, summing to 1 per group and session. */
  readonly weights: Float64Array;
}

/**
 * Portfolios sorted on a signal (Fama and French 1993). For session t the stocks with a finite `signal[t-1]`, a finite
 * `returns[t]` and, when weighted, a finite positive `weights[t-1]` are ranked by `signal[t-1]`. Of n stocks the top
 * `k = floor(n / groups)` are High and the bottom k are Low; none where n < groups.
 *
 * Stocks with equal signals at the edge of a leg share the places that are left: with m of them and p places each is in the
 * leg with the fraction p / m, of its own weight or of its size. Where one signal reaches into both legs it orders nothing
 * and there is no portfolio. No column has precedence over another.
 *
 * @param signal - days x stocks
 * @param returns - days x stocks, simple returns
 */
export function sortedPortfolios(signal: Panel, returns: Panel, options: SortOptions = {}): SortedPortfolios {
  const groups = options.groups ?? 3;
  if (!Number.isInteger(groups) || groups < 2) throw new RangeError(`a sort needs at least 2 groups, not ${groups}`);
  requireSameShape(signal, returns);
  const sizes = options.weights;
  if (sizes !== undefined) requireSameShape(signal, sizes);
  const { orders } = options;
  if (orders !== undefined) requireSameShape(signal, orders);
  const { days, stocks } = signal;
  const portfolios: SortedPortfolios = {
    days,
    stocks,
    high: new Float64Array(days).fill(NaN),
    low: new Float64Array(days).fill(NaN),
    spread: new Float64Array(days).fill(NaN),
    undivided: new Uint8Array(days),
    stocksHigh: new Uint32Array(days),
    stocksLow: new Uint32Array(days),
    legs: new Int8Array(days * stocks),
    weights: new Float64Array(days * stocks),
  };
  const keys = new Float64Array(stocks);
  const columns = new Int32Array(stocks);
  const legs = new LegFinder(stocks);
  const panels = { signal: signal.values, returns: returns.values, sizes: sizes?.values };
  for (let t = 1; t < days; t++) {
    const n =
      orders === undefined
        ? eligibleStocks(signal.values, returns.values, sizes?.values, t, stocks, keys, columns)
        : eligibleInOrder(orders, returns.values, sizes?.values, t, columns);
    const size = Math.floor(n / groups);
    if (size === 0) continue;
    const row = (t - 1) * stocks;
    const found =
      orders === undefined
        ? legs.fromKeys(keys, columns, n, size, signal.values, row)
        : legs.fromOrder(columns, n, size, signal.values, row);
    if (!found) {
      portfolios.undivided[t] = 1;
      continue;
    }
    portfolios.high[t] = holdLeg(portfolios, panels, t, 1, legs.high);
    portfolios.low[t] = holdLeg(portfolios, panels, t, -1, legs.low);
    portfolios.spread[t] = portfolios.high[t] - portfolios.low[t];
    portfolios.stocksHigh[t] = legs.high.count;
    portfolios.stocksLow[t] = legs.low.count;
  }
  return portfolios;
}

/** Weighs one leg of session t, enters it into the result and returns its return; sums run in column order. */
function holdLeg(
  portfolios: SortedPortfolios,
  { signal, returns, sizes }: { signal: Float64Array; returns: Float64Array; sizes: Float64Array | undefined },
  t: number,
  leg: 1 | -1,
  { columns, count, edge, share }: LegMembers,
): number {
  const { stocks, legs, weights } = portfolios;
  const row = t * stocks;
  const before = row - stocks;
  let total = 0;
  for (let j = 0; j < count; j++) {
    const i = columns[j];
    const size = (sizes === undefined ? 1 : sizes[before + i]) * (signal[before + i] === edge ? share : 1);
    weights[row + i] = size;
    total += size;
  }
  let legReturn = 0;
  for (let j = 0; j < count; j++) {
    const i = columns[j];
    const weight = weights[row + i] / total;
    legs[row + i] = leg;
    weights[row + i] = weight;
    legReturn += weight * returns[row + i];
  }
  return legReturn;
}
