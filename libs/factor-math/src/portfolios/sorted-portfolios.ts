import { eligibleInOrder, eligibleStocks } from './eligible-stocks.ts';
import { requireSameShape, type Panel } from '../panel/panel.ts';
import { RankSelector } from '../ranking/select-rank.ts';
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
  const { orders } = options;
  if (orders !== undefined) requireSameShape(signal, orders);
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
  const legs = new Legs(stocks);
  for (let t = 1; t < days; t++) {
    const n =
      orders === undefined
        ? eligibleStocks(signal.values, returns.values, sizes?.values, t, stocks, keys, columns)
        : eligibleInOrder(orders, returns.values, sizes?.values, t, columns);
    const size = Math.floor(n / groups);
    if (size === 0) continue;
    if (orders === undefined) legs.choose(keys, columns, n, size);
    else legs.takeOuter(columns, n, size);
    portfolios.high[t] = holdLeg(portfolios, returns.values, sizes?.values, t, 1, legs.high, size);
    portfolios.low[t] = holdLeg(portfolios, returns.values, sizes?.values, t, -1, legs.low, size);
    portfolios.spread[t] = portfolios.high[t] - portfolios.low[t];
    portfolios.stocksHigh[t] = size;
    portfolios.stocksLow[t] = size;
  }
  return portfolios;
}

/** Members of the two legs of one session, as columns in ascending order. */
class Legs {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly #selector: RankSelector;
  readonly #marks: Int8Array;

  constructor(stocks: number) {
    this.low = new Int32Array(stocks);
    this.high = new Int32Array(stocks);
    this.#selector = new RankSelector(stocks);
    this.#marks = new Int8Array(stocks);
  }

  /** Takes the first and the last `size` of `n` columns that are in ascending order of key. */
  takeOuter(sorted: Int32Array, n: number, size: number): void {
    const marks = this.#marks.fill(0);
    for (let j = 0; j < size; j++) {
      marks[sorted[j]] = -1;
      marks[sorted[n - 1 - j]] = 1;
    }
    let lows = 0;
    let highs = 0;
    for (let i = 0; i < marks.length; i++) {
      if (marks[i] === -1) this.low[lows++] = i;
      else if (marks[i] === 1) this.high[highs++] = i;
    }
  }

  /** Finds the `size` lowest and the `size` highest of (key, column) among the first `n`. */
  choose(keys: Float64Array, columns: Int32Array, n: number, size: number): void {
    this.#selector.load(keys, n);
    const lowest = this.#selector.at(size - 1);
    const highest = this.#selector.at(n - size);
    let notAboveLowest = 0;
    let notBelowHighest = 0;
    for (let j = 0; j < n; j++) {
      notAboveLowest += keys[j] <= lowest ? 1 : 0;
      notBelowHighest += keys[j] >= highest ? 1 : 0;
    }
    if (notAboveLowest === size && notBelowHighest === size) this.#chooseUntied(keys, columns, n, lowest, highest);
    else this.#chooseTied(keys, columns, n, lowest, highest, size - notAboveLowest, notBelowHighest - size);
  }

  /** Every column is written and the next one overwrites it unless it counts: no branch to mispredict. */
  #chooseUntied(keys: Float64Array, columns: Int32Array, n: number, lowest: number, highest: number): void {
    const { low, high } = this;
    let lows = 0;
    let highs = 0;
    for (let j = 0; j < n; j++) {
      low[lows] = columns[j];
      high[highs] = columns[j];
      lows += keys[j] <= lowest ? 1 : 0;
      highs += keys[j] >= highest ? 1 : 0;
    }
  }

  /**
   * Of the stocks tied at the lower bound the first columns are Low, of those at the upper bound the last are High.
   *
   * @param spareLow - minus the number of stocks tied at the lower bound that are not Low
   * @param spareHigh - stocks tied at the upper bound that are not High
   */
  #chooseTied(
    keys: Float64Array,
    columns: Int32Array,
    n: number,
    lowest: number,
    highest: number,
    spareLow: number,
    spareHigh: number,
  ): void {
    let tiesLow = spareLow;
    for (let j = 0; j < n; j++) tiesLow += keys[j] === lowest ? 1 : 0;
    let tiesNotHigh = spareHigh;
    let lows = 0;
    let highs = 0;
    for (let j = 0; j < n; j++) {
      const key = keys[j];
      const takeLow = key < lowest || (key === lowest && tiesLow-- > 0);
      const takeHigh = key > highest || (key === highest && tiesNotHigh-- <= 0);
      if (takeLow) this.low[lows++] = columns[j];
      else if (takeHigh) this.high[highs++] = columns[j];
    }
  }
}

/** Weighs one leg of session t, enters it into the result and returns its return; sums run in column order. */
function holdLeg(
  portfolios: SortedPortfolios,
  returns: Float64Array,
  sizes: Float64Array | undefined,
  t: number,
  leg: number,
  members: Int32Array,
  size: number,
): number {
  const { stocks, legs, weights } = portfolios;
  const row = t * stocks;
  const before = row - stocks;
  let total = size;
  if (sizes !== undefined) {
    total = 0;
    for (let j = 0; j < size; j++) total += sizes[before + members[j]];
  }
  let legReturn = 0;
  for (let j = 0; j < size; j++) {
    const i = members[j];
    const weight = (sizes === undefined ? 1 : sizes[before + i]) / total;
    legs[row + i] = leg;
    weights[row + i] = weight;
    legReturn += weight * returns[row + i];
  }
  return legReturn;
}
