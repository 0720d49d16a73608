import type { Coverage, Drop, DropReason } from '@fm/results';
import { firstFinite, type Panel } from '@fm/factor-math';
import type { InputName } from '@fm/factors';
import type { Market } from '@fm/market';
import type { FactorReturns, RangeOfSessions } from '@fm/results';
import type { ComputedFactor } from './compute-factor.ts';
import { valuesFromPrice, valuesOfMembers } from '@fm/results/treatment';

/** For every session and stock why the stock cannot be ranked: an index into `reasons`, 0 where it can. */
export interface CellReasons {
  readonly codes: Uint16Array;
  readonly reasons: readonly DropReason[];
  /** Sessions x reasons: stocks of the session with the reason, so that ranges that overlap only add. */
  readonly counts: Uint32Array;
}

/**
 * Finds, once for all ranges, why stocks cannot be ranked (or, for a portfolio return, are in no portfolio).
 *
 * @param begins - session of each stock's first value where it is known already. @default found in the values
 */
export function cellReasons(market: Market, computed: ComputedFactor, begins?: Int32Array): CellReasons {
  const stocks = market.symbols.length;
  const cells = market.sessions.length * stocks;
  const codes = Uint16Array.from(listing(market));
  const reasons: DropReason[] = [...listingReasons];
  const codeOf = new Map<DropReason, number>(listingReasons.map((reason, code) => [reason, code]));
  const reasonOf = reasonFinder(market, computed, begins);
  for (let cell = 0; cell < cells; cell++) {
    if (codes[cell] !== 0) continue;
    const reason = reasonOf(cell);
    if (reason === undefined) continue;
    const code = codeOf.get(reason) ?? reasons.push(reason) - 1;
    codeOf.set(reason, code);
    codes[cell] = code;
  }
  const counts = new Uint32Array(market.sessions.length * reasons.length);
  for (let t = 0, cell = 0; t < market.sessions.length; t++) {
    for (const end = cell + stocks; cell < end; cell++) counts[t * reasons.length + (codes[cell] as number)]!++;
  }
  return { codes, reasons, counts };
}

/** Counts, over the sessions of a range, the stocks that could be ranked and the reason of every one that could not. */
export function coverageOf(
  { reasons, counts }: CellReasons,
  { spread, undivided }: Pick<FactorReturns, 'spread' | 'undivided'>,
  { from, to }: RangeOfSessions,
): Coverage {
  const sums = new Uint32Array(reasons.length);
  let minStocks = Infinity;
  let maxStocks = 0;
  let sessionsWithReturn = 0;
  let spanned = 0;
  for (let t = from; t <= to; t++) {
    for (let code = 0; code < sums.length; code++) sums[code]! += counts[t * sums.length + code] as number;
    const ranked = counts[t * sums.length] as number;
    minStocks = Math.min(minStocks, ranked);
    maxStocks = Math.max(maxStocks, ranked);
    if (!Number.isNaN(spread[t])) sessionsWithReturn++;
    spanned += undivided?.[t] ?? 0;
  }
  const sessions = Math.max(0, to - from + 1);
  const drops: Drop[] = reasons
    .map((reason, code): Drop => ({ reason, unit: 'stock-sessions', count: sums[code] as number }))
    .slice(1)
    .filter(({ count }) => count > 0)
    .sort((a, b) => (a.reason < b.reason ? -1 : 1));
  const without = [
    ['one_value_spans_both_legs', spanned],
    ['too_few_stocks', sessions - sessionsWithReturn - spanned],
  ] as const;
  for (const [reason, count] of without) if (count > 0) drops.push({ reason, unit: 'sessions', count });
  return {
    sessions,
    sessionsWithReturn,
    meanStocks: sessions === 0 ? 0 : (sums[0] as number) / sessions,
    minStocks: sessions === 0 ? 0 : minStocks,
    maxStocks,
    drops,
  };
}

/** Reasons that do not depend on the factor. */
const listingReasons: readonly DropReason[] = ['', 'not_a_member', 'not_listed', 'first_price', 'no_price'];

const listings = new WeakMap<Market, Uint8Array>();

/** For every cell the index of its listing reason; made once for all factors of a market. */
function listing(market: Market): Uint8Array {
  const known = listings.get(market);
  if (known !== undefined) return known;
  const stocks = market.symbols.length;
  const codes = new Uint8Array(market.sessions.length * stocks);
  for (let t = 0, cell = 0; t < market.sessions.length; t++) {
    for (let i = 0; i < stocks; i++, cell++) {
      const first = market.firstPrice[i] as number;
      // The stocks ranked for session t are the members at t - 1, when the value is given.
      if (market.member?.[cell - stocks] === 0) codes[cell] = 1;
      else if (first < 0 || t < first || isOver(market, i, t)) codes[cell] = 2;
      else if (t === first) codes[cell] = 3;
      else if (Number.isNaN(market.returns.values[cell])) codes[cell] = 4;
    }
  }
  listings.set(market, codes);
  return codes;
}

/** Whether a stock has left by a session; the session of its delisting return still counts. */
function isOver({ lastPrice, returns }: Market, stock: number, t: number): boolean {
  return t > (lastPrice[stock] as number) && Number.isNaN(returns.values[t * returns.stocks + stock]);
}

/** Why a stock that is listed and has a return cannot be ranked; undefined when it can. */
function reasonFinder(
  market: Market,
  computed: ComputedFactor,
  begins: Int32Array | undefined,
): (cell: number) => DropReason | undefined {
  const { definition, values: ranked, untreated, minPrice, neutralTo, legs } = computed;
  const stocks = market.symbols.length;
  const values = untreated ?? ranked;
  const inputs = definition.inputs
    .filter((name) => definition.kind !== 'portfolio' || name !== 'returns')
    .map((name) => ({ name, values: market.panel(name).values }));
  const lacking = (cell: number): DropReason | undefined => {
    const input = inputs.find((one) => Number.isNaN(one.values[cell]));
    return input === undefined ? undefined : market.whyMissing(input.name, cell);
  };
  if (definition.kind === 'portfolio') {
    const inNone = definition.undefinedWhen ?? 'in_no_portfolio';
    return (cell) => ((legs as Int8Array)[cell] === -1 ? (lacking(cell - stocks) ?? inNone) : undefined);
  }
  const begin = values === undefined ? undefined : (begins ?? firstFinite(values));
  const caps = market.marketCap?.values;
  const closes = minPrice === undefined ? undefined : market.panel('unadjustedClose').values;
  const compared =
    untreated === undefined ? undefined : valuesFromPrice(valuesOfMembers(untreated, market.member), market, minPrice);
  const whyNotNeutral =
    neutralTo === undefined ? undefined : neutralReasonFinder(market, neutralTo, computed, compared as Panel);
  return (cell) => {
    const before = cell - stocks;
    if (values !== undefined && Number.isNaN(values.values[before])) {
      const isFormula = definition.formulaHash !== undefined;
      if (definition.warmUp === 0) return lacking(before) ?? definition.undefinedWhen ?? 'not_finite';
      const first = (begin as Int32Array)[cell % stocks] as number;
      const lacks = isFormula ? lacking(before) : undefined;
      if (lacks !== undefined) return lacks;
      if (first < 0 || before < first * stocks) return 'warm_up';
      return isFormula ? 'formula_undefined' : `${definition.inputs[0]}: gap in the look-back`;
    }
    if (minPrice !== undefined && closes !== undefined && !((closes[before] ?? NaN) >= minPrice))
      return Number.isNaN(closes[before]) ? market.whyMissing('unadjustedClose', before) : 'below_lowest_price';
    if (ranked !== undefined && Number.isNaN(ranked.values[before]))
      return whyNotNeutral?.(before) ?? 'not_neutralised';
    if (caps === undefined || (caps[before] as number) > 0) return undefined;
    return Number.isNaN(caps[before]) ? market.whyMissing('marketCap', before) : 'market_cap_not_positive';
  };
}

/** Why a stock with a value has no neutralised value. */
function neutralReasonFinder(
  market: Market,
  neutralTo: readonly InputName[],
  { exposures = [], explained }: ComputedFactor,
  untreated: Panel,
): (cell: number) => DropReason {
  const inputs = neutralTo.map((name) => ({ name, values: market.panel(name).values }));
  const groups = inputs.find(({ name }) => name === 'group')?.values;
  const usable = (cell: number): boolean =>
    Number.isFinite(untreated.values[cell]) &&
    exposures.every(({ values }) => Number.isFinite(values.values[cell])) &&
    inputs.every(({ name, values }) =>
      name === 'group' ? (values[cell] as number) >= 0 : (values[cell] as number) > 0,
    );
  return (cell) => {
    const lacking = inputs.find(({ values }) => Number.isNaN(values[cell]));
    if (lacking !== undefined) return market.whyMissing(lacking.name, cell);
    const exposure = exposures.find(({ values }) => !Number.isFinite(values.values[cell]));
    if (exposure !== undefined) return `neutraliser: ${exposure.name}`;
    if (!usable(cell)) return 'market_cap_not_positive';
    const row = cell - (cell % untreated.stocks);
    const ofSession = explained?.[row / untreated.stocks] === 1 ? 'explained_by_neutralisers' : 'not_neutralised';
    if (groups === undefined) return ofSession;
    for (let other = row; other < row + untreated.stocks; other++) {
      if (other !== cell && groups[other] === groups[cell] && usable(other)) return ofSession;
    }
    return 'alone_in_group';
  };
}
