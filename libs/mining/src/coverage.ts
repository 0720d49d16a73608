import type { Panel } from '@fm/factor-math';
import type { CharacteristicFactor } from '@fm/factors';
import type { ComputedFactor } from './compute-factor.ts';
import type { Market } from './market.ts';
import type { RangeOfSessions } from './ranges.ts';

/** Why something is not in a result, and how often. */
export interface Drop {
  readonly reason: DropReason;
  readonly unit: 'stock-sessions' | 'sessions' | 'stocks';
  readonly count: number;
}

/**
 * Why a stock, a session or a value does not count: `not_a_member`, `not_listed`, `no_price`, `first_price`, `warm_up`,
 * `no_market_cap`, `too_few_stocks`, `too_few_observations`, `constant_factor_return`, the name a factor gives to the
 * case in which it is not defined, or what its input lacks (`inventory: never reported`).
 */
export type DropReason = string;

/** How much of a range a factor could use. */
export interface Coverage {
  /** Sessions of the range. */
  readonly sessions: number;
  /** Sessions with a factor return. */
  readonly sessionsWithReturn: number;
  /** Stocks that could be ranked, per session of the range. */
  readonly meanStocks: number;
  readonly minStocks: number;
  readonly maxStocks: number;
  readonly drops: readonly Drop[];
}

/**
 * Counts, over the sessions of a range, the stocks that could be ranked (or, for a factor that is a portfolio return,
 * had a return) and the reason of every one that could not.
 */
export function coverageOf(market: Market, computed: ComputedFactor, range: RangeOfSessions): Coverage {
  const { from, to } = range;
  const begins = computed.values === undefined ? undefined : firstFinite(computed.values);
  const counts = new Map<DropReason, number>();
  let stocksTotal = 0;
  let minStocks = Infinity;
  let maxStocks = 0;
  let sessionsWithReturn = 0;
  for (let t = from; t <= to; t++) {
    let stocks = 0;
    for (let i = 0; i < market.symbols.length; i++) {
      const reason = cellReason(market, computed, begins, t, i);
      if (reason === undefined) stocks++;
      else counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
    stocksTotal += stocks;
    minStocks = Math.min(minStocks, stocks);
    maxStocks = Math.max(maxStocks, stocks);
    if (!Number.isNaN(computed.returns.spread[t])) sessionsWithReturn++;
  }
  const sessions = Math.max(0, to - from + 1);
  const drops: Drop[] = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, count]) => ({ reason, unit: 'stock-sessions', count }));
  if (sessions > sessionsWithReturn) {
    drops.push({ reason: 'too_few_stocks', unit: 'sessions', count: sessions - sessionsWithReturn });
  }
  return {
    sessions,
    sessionsWithReturn,
    meanStocks: sessions === 0 ? 0 : stocksTotal / sessions,
    minStocks: sessions === 0 ? 0 : minStocks,
    maxStocks,
    drops,
  };
}

/** Why stock `i` cannot be ranked for session `t`; undefined when it can. */
function cellReason(
  market: Market,
  { definition, values }: ComputedFactor,
  begins: Int32Array | undefined,
  t: number,
  i: number,
): DropReason | undefined {
  const stocks = market.symbols.length;
  const cell = t * stocks + i;
  if (market.member !== undefined && market.member[cell] === 0) return 'not_a_member';
  const first = market.firstPrice[i] as number;
  if (first < 0 || t < first || t > (market.lastPrice[i] as number)) return 'not_listed';
  if (t === first) return 'first_price';
  if (Number.isNaN(market.returns.values[cell])) return 'no_price';
  if (values !== undefined && Number.isNaN(values.values[cell - stocks])) {
    const begin = (begins as Int32Array)[i] as number;
    if (definition.warmUp > 0) return begin < 0 || t - 1 < begin ? 'warm_up' : 'missing_input';
    return whyUndefined(market, definition as CharacteristicFactor, cell - stocks);
  }
  if (market.marketCap !== undefined && !((market.marketCap.values[cell - stocks] as number) > 0))
    return 'no_market_cap';
  return undefined;
}

/** The first input without a value, or the name of the case in which the factor is not defined. */
function whyUndefined(market: Market, definition: CharacteristicFactor, cell: number): DropReason {
  const lacking = definition.inputs.find((name) => Number.isNaN(market.panel(name).values[cell]));
  if (lacking !== undefined) return market.whyMissing(lacking, cell);
  return definition.undefinedWhen ?? 'not_finite';
}

/** First session with a value, per stock; -1 where there is none. */
export function firstFinite(panel: Panel): Int32Array {
  const first = new Int32Array(panel.stocks).fill(-1);
  for (let i = 0; i < panel.stocks; i++) {
    for (let t = 0; t < panel.days; t++) {
      if (!Number.isNaN(panel.values[t * panel.stocks + i])) {
        first[i] = t;
        break;
      }
    }
  }
  return first;
}

/** Last session with a value, per stock; -1 where there is none. */
export function lastFinite(panel: Panel): Int32Array {
  const last = new Int32Array(panel.stocks).fill(-1);
  for (let i = 0; i < panel.stocks; i++) {
    for (let t = panel.days - 1; t >= 0; t--) {
      if (!Number.isNaN(panel.values[t * panel.stocks + i])) {
        last[i] = t;
        break;
      }
    }
  }
  return last;
}
