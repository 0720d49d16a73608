import { ascendingOrder } from '../ranking/ascending-order.ts';
import { eligibleInOrder, eligibleStocks } from './eligible-stocks.ts';
import { meanTest, type MeanTest } from '../inference/mean-test.ts';
import { requireSameShape, type Panel } from '../panel/panel.ts';
import type { SessionOrders } from '../ranking/session-orders.ts';

/** Returns of all groups of a sort; see {@link quantileReturns}. */
export interface QuantileReturns {
  readonly groups: number;
  /** One series per group, the lowest signals first; NaN on sessions without a portfolio. */
  readonly series: readonly Float64Array[];
  /** Highest group minus lowest. */
  readonly spread: Float64Array;
}

/** Options of {@link quantileReturns}. */
export interface QuantileOptions {
  /** @default 5 */
  readonly groups?: number;
  /** Sizes whose row t-1 weighs the returns of t. @default equal weights */
  readonly weights?: Panel;
  /** The signal's sessions, where they are sorted already; the result is the same. */
  readonly orders?: SessionOrders;
}

/**
 * Returns per session of groups sorted on `signal[t-1]`. The outer groups hold `floor(n / groups)` places each, as the legs
 * of `sortedPortfolios` do; those between share the rest and differ by at most one place (of two groups, an odd stock in the
 * middle is in neither). Stocks with equal signals share the places that they take up together, in each group the same
 * fraction of each, and there are no groups where one signal reaches into both outer ones.
 *
 * @param signal - days x stocks
 * @param returns - days x stocks, simple returns
 */
export function quantileReturns(signal: Panel, returns: Panel, options: QuantileOptions = {}): QuantileReturns {
  const groups = options.groups ?? 5;
  if (!Number.isInteger(groups) || groups < 2) throw new RangeError(`a sort needs at least 2 groups, not ${groups}`);
  requireSameShape(signal, returns);
  const sizes = options.weights?.values;
  if (options.weights !== undefined) requireSameShape(signal, options.weights);
  const { orders } = options;
  if (orders !== undefined) requireSameShape(signal, orders);
  const { days, stocks } = signal;
  const series = Array.from({ length: groups }, () => new Float64Array(days).fill(NaN));
  const keys = new Float64Array(stocks);
  const columns = new Int32Array(stocks);
  const sorted = new Int32Array(stocks);
  const order = new Uint32Array(stocks).map((_, j) => j);
  const sums = new GroupSums(stocks, groups);
  for (let t = 1; t < days; t++) {
    const n =
      orders === undefined
        ? eligibleStocks(signal.values, returns.values, sizes, t, stocks, keys, columns)
        : eligibleInOrder(orders, returns.values, sizes, t, columns);
    if (n < groups) continue;
    if (orders === undefined) {
      ascendingOrder(keys, n, order);
      for (let j = 0; j < n; j++) sorted[j] = columns[order[j]];
    }
    const ranked = {
      columns: orders === undefined ? sorted : columns,
      n,
      signal: signal.values,
      row: (t - 1) * stocks,
    };
    if (isUndivided(ranked, groups)) continue;
    sums.deal(ranked);
    sums.add(returns.values, sizes, t * stocks);
    for (let group = 0; group < groups; group++) {
      if (sums.totals[group] > 0) series[group][t] = sums.returns[group] / sums.totals[group];
    }
  }
  const lowest = series[0];
  return { groups, series, spread: series[groups - 1].map((value, t) => value - lowest[t]) };
}

/** Stocks of a session in ascending order of signal. */
interface Ranked {
  readonly columns: Int32Array;
  readonly n: number;
  readonly signal: Float64Array;
  /** Where the session's signals begin. */
  readonly row: number;
}

/** Whether one signal reaches into both outer groups. */
function isUndivided({ columns, n, signal, row }: Ranked, groups: number): boolean {
  const outer = Math.floor(n / groups);
  return signal[row + columns[outer - 1]] === signal[row + columns[n - outer]];
}

/** Weighted sums of returns by group; each sum runs in column order. */
class GroupSums {
  readonly totals: Float64Array;
  readonly returns: Float64Array;
  /** First group of each column, -1 for none, and its fraction of a place there; whole but where signals are equal. */
  readonly #first: Int32Array;
  readonly #share: Float64Array;
  /** Further groups of columns with equal signals: triples of column, group and fraction. */
  #more: number[] = [];

  constructor(stocks: number, groups: number) {
    this.totals = new Float64Array(groups);
    this.returns = new Float64Array(groups);
    this.#first = new Int32Array(stocks);
    this.#share = new Float64Array(stocks);
  }

  /** Deals the columns to their groups, those with equal signals together. */
  deal({ columns, n, signal, row }: Ranked): void {
    this.#first.fill(-1);
    this.#more = [];
    const groups = this.totals.length;
    let group = 0;
    for (let begin = 0, end: number; begin < n; begin = end) {
      const value = signal[row + columns[begin]];
      end = begin + 1;
      while (end < n && signal[row + columns[end]] === value) end++;
      while (groupEnd(group, groups, n) <= begin) group++;
      this.#place(columns, begin, end, group, n);
    }
  }

  /** Places the tied ranks from `begin` to `end`, not included, into the groups that they reach, the first being `group`. */
  #place(columns: Int32Array, begin: number, end: number, group: number, n: number): void {
    const groups = this.totals.length;
    for (let g = group; g < groups && groupStart(g, groups, n) < end; g++) {
      const share = (Math.min(end, groupEnd(g, groups, n)) - Math.max(begin, groupStart(g, groups, n))) / (end - begin);
      if (!(share > 0)) continue;
      for (let j = begin; j < end; j++) {
        if (this.#first[columns[j]] === -1) {
          this.#first[columns[j]] = g;
          this.#share[columns[j]] = share;
        } else this.#more.push(columns[j], g, share);
      }
    }
  }

  add(returns: Float64Array, sizes: Float64Array | undefined, row: number): void {
    this.totals.fill(0);
    this.returns.fill(0);
    const stocks = this.#first.length;
    const enter = (i: number, group: number, share: number): void => {
      const size = (sizes === undefined ? 1 : sizes[row + i - stocks]) * share;
      this.totals[group] += size;
      this.returns[group] += size * returns[row + i];
    };
    for (let i = 0; i < stocks; i++) if (this.#first[i] >= 0) enter(i, this.#first[i], this.#share[i]);
    for (let at = 0; at < this.#more.length; at += 3) enter(this.#more[at], this.#more[at + 1], this.#more[at + 2]);
  }
}

/** Rank at which a group begins. */
function groupStart(group: number, groups: number, n: number): number {
  const outer = Math.floor(n / groups);
  if (group === 0) return 0;
  if (group === groups - 1) return n - outer;
  return outer + Math.floor(((n - 2 * outer) * (group - 1)) / (groups - 2));
}

/** Rank at which it has ended. */
function groupEnd(group: number, groups: number, n: number): number {
  return group === 0 ? Math.floor(n / groups) : group === groups - 1 ? n : groupStart(group + 1, groups, n);
}

/** Mean, errors and t of every group, the lowest first, and of the spread. */
export interface QuantileSummary {
  readonly groups: readonly MeanTest[];
  readonly spread: MeanTest;
}

/**
 * Mean return per session of every group and of the spread with their standard errors.
 *
 * @param window - first and last session, inclusive
 * @param lag - autocovariances counted by Newey-West. @default floor(4 (n/100)^(2/9))
 */
export function summariseQuantiles(
  quantiles: QuantileReturns,
  window: { readonly from: number; readonly to: number } = { from: 0, to: quantiles.spread.length - 1 },
  lag?: number,
): QuantileSummary {
  const cut = (series: Float64Array): Float64Array => series.subarray(window.from, window.to + 1);
  return {
    groups: quantiles.series.map((series) => meanTest(cut(series), lag)),
    spread: meanTest(cut(quantiles.spread), lag),
  };
}
