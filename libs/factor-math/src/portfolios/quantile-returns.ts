import { ascendingOrder } from '../ranking/ascending-order.ts';
import { eligibleInOrder, eligibleStocks } from './eligible-stocks.ts';
import { meanTest, type MeanTest } from '../inference/mean-test.ts';
import { requireSameShape, type Panel } from '../panel/panel.ts';
import type { SessionOrders } from '../ranking/session-orders.ts';

/** Returns of all groups of a sort; see {@link quantileReturns}. */
export interface QuantileReturns {
  readonly groups: number;
  /** One series per group, the lowest signals first; NaN on sessions with fewer stocks than groups. */
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
 * Returns per session of groups sorted on `signal[t-1]`, ties by column. The outer groups hold `floor(n / groups)` stocks
 * each, as the legs of `sortedPortfolios` do; those between share the rest as evenly as whole stocks allow.
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
  const order = new Uint32Array(stocks).map((_, j) => j);
  const sums = new GroupSums(stocks, groups);
  for (let t = 1; t < days; t++) {
    const n =
      orders === undefined
        ? eligibleStocks(signal.values, returns.values, sizes, t, stocks, keys, columns)
        : eligibleInOrder(orders, returns.values, sizes, t, columns);
    if (n < groups) continue;
    if (orders === undefined) ascendingOrder(keys, n, order);
    sums.deal(columns, order, n);
    sums.add(returns.values, sizes, t * stocks);
    for (let group = 0; group < groups; group++) {
      if (sums.totals[group] > 0) series[group][t] = sums.returns[group] / sums.totals[group];
    }
  }
  const lowest = series[0];
  return { groups, series, spread: series[groups - 1].map((value, t) => value - lowest[t]) };
}

/** Weighted sums of returns by group; each sum runs in column order. */
class GroupSums {
  readonly totals: Float64Array;
  readonly returns: Float64Array;
  readonly #groupOf: Int32Array;

  constructor(stocks: number, groups: number) {
    this.totals = new Float64Array(groups);
    this.returns = new Float64Array(groups);
    this.#groupOf = new Int32Array(stocks);
  }

  /** Deals the columns, `columns[order[j]]` being the one of rank j, to their groups. */
  deal(columns: Int32Array, order: Uint32Array, n: number): void {
    const groups = this.totals.length;
    this.#groupOf.fill(-1);
    for (let group = 0; group < groups; group++) {
      const end = groupStart(group + 1, groups, n);
      for (let j = groupStart(group, groups, n); j < end; j++) this.#groupOf[columns[order[j]]] = group;
    }
  }

  add(returns: Float64Array, sizes: Float64Array | undefined, row: number): void {
    this.totals.fill(0);
    this.returns.fill(0);
    const stocks = this.#groupOf.length;
    for (let i = 0; i < stocks; i++) {
      const group = this.#groupOf[i];
      if (group < 0) continue;
      const size = sizes === undefined ? 1 : sizes[row + i - stocks];
      this.totals[group] += size;
      this.returns[group] += size * returns[row + i];
    }
  }
}

/** Rank at which a group begins. */
function groupStart(group: number, groups: number, n: number): number {
  const outer = Math.floor(n / groups);
  if (group === 0) return 0;
  if (group === groups) return n;
  return outer + (groups === 2 ? n - 2 * outer : Math.floor(((n - 2 * outer) * (group - 1)) / (groups - 2)));
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
