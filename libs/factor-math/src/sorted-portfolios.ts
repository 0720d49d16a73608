import { eligibleStocks } from './eligible-stocks.ts';
import { requireSameShape, type Panel } from './panel.ts';

/** Options of {@link sortedPortfolios}. */
export interface SortOptions {
  /** Number of groups; High and Low are the outer ones. @default 3 */
  readonly groups?: number;
  /** Sizes (market capitalisations) whose row t-1 weighs the returns of t; a stock without one is not eligible. @default equal weights */
  readonly weights?: Panel;
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
  /** Stocks in the top group per session. */
  readonly stocksHigh: Uint32Array;
  /** Stocks in the bottom group per session. */
  readonly stocksLow: Uint32Array;
  /** Days x stocks: 1 in the top group, -1 in the bottom group, 0 in neither. */
  readonly legs: Int8Array;
  /** Days x stocks: weight within the stock's own group, summing to 1 per group and session. */
  readonly weights: Float64Array;
}

/**
 * Portfolios sorted on a signal (Fama and French 1993). For session t the stocks with a finite `signal[t-1]`, a finite
 * `returns[t]` and, when weighted, a finite positive `weights[t-1]` are ranked by `signal[t-1]`, ties by column. Of n
 * stocks the top `floor(n / groups)` are High and the bottom `floor(n / groups)` are Low; none where n < groups.
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
  const { days, stocks } = signal;
  const portfolios: SortedPortfolios = {
    days,
    stocks,
    high: new Float64Array(days).fill(NaN),
    low: new Float64Array(days).fill(NaN),
    spread: new Float64Array(days).fill(NaN),
    stocksHigh: new Uint32Array(days),
    stocksLow: new Uint32Array(days),
    legs: new Int8Array(days * stocks),
    weights: new Float64Array(days * stocks),
  };
  const keys = new Float64Array(stocks);
  const columns = new Int32Array(stocks);
  for (let t = 1; t < days; t++) {
    const n = eligibleStocks(signal.values, returns.values, sizes?.values, t, stocks, keys, columns);
    const size = Math.floor(n / groups);
    if (size === 0) continue;
    assignLegs(portfolios.legs, t * stocks, keys, columns, n, size);
    portfolios.high[t] = legReturn(portfolios, returns.values, sizes?.values, t, 1, size);
    portfolios.low[t] = legReturn(portfolios, returns.values, sizes?.values, t, -1, size);
    portfolios.spread[t] = portfolios.high[t] - portfolios.low[t];
    portfolios.stocksHigh[t] = size;
    portfolios.stocksLow[t] = size;
  }
  return portfolios;
}

/** Marks the `size` lowest and the `size` highest of (signal, column). */
function assignLegs(
  legs: Int8Array,
  row: number,
  keys: Float64Array,
  columns: Int32Array,
  n: number,
  size: number,
): void {
  const sorted = keys.slice(0, n).sort();
  const lowest = sorted[size - 1];
  const highest = sorted[n - size];
  let tiedLow = size;
  let tiedHigh = size;
  for (let j = 0; j < n; j++) {
    if (keys[j] < lowest) tiedLow--;
    if (keys[j] > highest) tiedHigh--;
  }
  for (let j = 0; j < n; j++) {
    if (keys[j] < lowest || (keys[j] === lowest && tiedLow-- > 0)) legs[row + columns[j]] = -1;
  }
  for (let j = n - 1; j >= 0; j--) {
    if (keys[j] > highest || (keys[j] === highest && tiedHigh-- > 0)) legs[row + columns[j]] = 1;
  }
}

/** Weighs one leg of session t and returns its return; sums run in column order. */
function legReturn(
  portfolios: SortedPortfolios,
  returns: Float64Array,
  sizes: Float64Array | undefined,
  t: number,
  leg: number,
  size: number,
): number {
  const { stocks, legs, weights } = portfolios;
  const row = t * stocks;
  let total = 0;
  if (sizes !== undefined) {
    for (let i = 0; i < stocks; i++) if (legs[row + i] === leg) total += sizes[row - stocks + i];
  }
  let legReturn = 0;
  for (let i = 0; i < stocks; i++) {
    if (legs[row + i] !== leg) continue;
    const weight = sizes === undefined ? 1 / size : sizes[row - stocks + i] / total;
    weights[row + i] = weight;
    legReturn += weight * returns[row + i];
  }
  return legReturn;
}
