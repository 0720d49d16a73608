import type { Panel } from '@fm/factor-math';
import type { FactorDefinition } from '@fm/factors';
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

/** For every session and stock why the stock cannot be ranked: an index into `reasons`, 0 where it can. */
export interface CellReasons {
  readonly codes: Uint16Array;
  readonly reasons: readonly DropReason[];
}

/** Finds, once for all ranges, why stocks cannot be ranked (or, for a portfolio return, are in no portfolio). */
export function cellReasons(market: Market, computed: ComputedFactor): CellReasons {
  const begins = computed.values === undefined ? undefined : firstFinite(computed.values);
  const stocks = market.symbols.length;
  const codes = new Uint16Array(market.sessions.length * stocks);
  const reasons: DropReason[] = [''];
  const codeOf = new Map<DropReason, number>();
  for (let cell = 0; cell < codes.length; cell++) {
    const reason = cellReason(market, computed, begins, Math.floor(cell / stocks), cell % stocks);
    if (reason === undefined) continue;
    const code = codeOf.get(reason) ?? reasons.push(reason) - 1;
    codeOf.set(reason, code);
    codes[cell] = code;
  }
  return { codes, reasons };
}

/** Counts, over the sessions of a range, the stocks that could be ranked and the reason of every one that could not. */
export function coverageOf(
  { codes, reasons }: CellReasons,
  spread: Float64Array,
  stocks: number,
  { from, to }: RangeOfSessions,
): Coverage {
  const counts = new Uint32Array(reasons.length);
  let minStocks = Infinity;
  let maxStocks = 0;
  let sessionsWithReturn = 0;
  for (let t = from; t <= to; t++) {
    const before = counts[0] as number;
    for (let cell = t * stocks; cell < (t + 1) * stocks; cell++) counts[codes[cell] as number]++;
    const ranked = (counts[0] as number) - before;
    minStocks = Math.min(minStocks, ranked);
    maxStocks = Math.max(maxStocks, ranked);
    if (!Number.isNaN(spread[t])) sessionsWithReturn++;
  }
  const sessions = Math.max(0, to - from + 1);
  const drops: Drop[] = reasons
    .map((reason, code): Drop => ({ reason, unit: 'stock-sessions', count: counts[code] as number }))
    .slice(1)
    .filter(({ count }) => count > 0)
    .sort((a, b) => (a.reason < b.reason ? -1 : 1));
  if (sessions > sessionsWithReturn) {
    drops.push({ reason: 'too_few_stocks', unit: 'sessions', count: sessions - sessionsWithReturn });
  }
  return {
    sessions,
    sessionsWithReturn,
    meanStocks: sessions === 0 ? 0 : (counts[0] as number) / sessions,
    minStocks: sessions === 0 ? 0 : minStocks,
    maxStocks,
    drops,
  };
}

/** Why stock `i` cannot be ranked for session `t`; undefined when it can. */
function cellReason(
  market: Market,
  { definition, values, legs }: ComputedFactor,
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
  if (definition.kind === 'portfolio') {
    if ((legs as Int8Array)[cell] !== -1) return undefined;
    return lackingInput(market, definition, cell - stocks) ?? 'in_no_portfolio';
  }
  if (values !== undefined && Number.isNaN(values.values[cell - stocks])) {
    const begin = (begins as Int32Array)[i] as number;
    if (definition.warmUp > 0) return begin < 0 || t - 1 < begin ? 'warm_up' : 'missing_input';
    return lackingInput(market, definition, cell - stocks) ?? definition.undefinedWhen ?? 'not_finite';
  }
  if (market.marketCap !== undefined && !((market.marketCap.values[cell - stocks] as number) > 0))
    return 'no_market_cap';
  return undefined;
}

/** What the first input without a value lacks; undefined when all have one. */
function lackingInput(market: Market, definition: FactorDefinition, cell: number): DropReason | undefined {
  const lacking = definition.inputs.find((name) => Number.isNaN(market.panel(name).values[cell]));
  return lacking === undefined ? undefined : market.whyMissing(lacking, cell);
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
