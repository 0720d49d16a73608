import { uniformsAt } from '@fm/factor-math';
import type { Panels } from '@fm/expressions';
import type { PeriodSessions } from '../data/periods.ts';
import { sharedDoubles, type SearchMarket } from '../data/search-market.ts';
import { targetOf } from '../data/target.ts';
import type { SearchField } from '../grammar/units.ts';

/** What candidates are scored on, in memory that threads share; it ends with the last session that may be read. */
export interface SearchView {
  readonly days: number;
  readonly stocks: number;
  readonly fields: readonly SearchField[];
  readonly panels: ReadonlyMap<string, Float64Array>;
  readonly members: Float64Array | undefined;
  /** Signals of `from` up to `to`, not included. */
  readonly from: number;
  readonly to: number;
  /** See {@link targetOf}. */
  readonly target: Float64Array;
}

/** The view of one period: panels up to the end of the period, and its target. */
export function viewOf(market: SearchMarket, horizon: number, period: PeriodSessions): SearchView {
  const stocks = market.symbols.length;
  const upTo = (values: Float64Array): Float64Array => values.subarray(0, period.end * stocks);
  return {
    days: period.end,
    stocks,
    fields: market.fields,
    panels: new Map([...market.panels].map(([name, values]) => [name, upTo(values)])),
    members: market.members && upTo(market.members),
    from: period.from,
    to: period.to,
    target: targetOf(market, horizon, period),
  };
}

/** Stocks below which candidates are not screened on some of them first. */
const fewestToScreen = 200;

/**
 * The view of every fourth stock, chosen by a number keyed by its symbol; undefined if too few would be left to be
 * meaningful.
 */
export function screenOf(view: SearchView, symbols: readonly string[]): SearchView | undefined {
  if (view.stocks < fewestToScreen) return undefined;
  const order = symbols.map((symbol, at) => ({ at, number: uniformsAt([1, 4], ...codesOf(symbol))() }));
  order.sort((a, b) => a.number - b.number || a.at - b.at);
  const chosen = order
    .slice(0, Math.floor(symbols.length / 4))
    .map(({ at }) => at)
    .sort((a, b) => a - b);
  const only = (values: Float64Array): Float64Array => columnsOf(values, view.stocks, chosen);
  return {
    ...view,
    stocks: chosen.length,
    panels: new Map([...view.panels].map(([name, values]) => [name, only(values)])),
    members: view.members && only(view.members),
    target: only(view.target),
  };
}

/** A symbol as three numbers. */
function codesOf(symbol: string): number[] {
  const codes = [0, 0, 0];
  for (let k = 0; k < symbol.length; k++) {
    codes[k % 3] = (Math.imul(codes[k % 3] as number, 31) + symbol.charCodeAt(k)) >>> 0;
  }
  return codes;
}

function columnsOf(values: Float64Array, stocks: number, chosen: readonly number[]): Float64Array {
  const rows = values.length / stocks;
  const out = sharedDoubles(rows * chosen.length);
  for (let t = 0; t < rows; t++) {
    for (let j = 0; j < chosen.length; j++)
      out[t * chosen.length + j] = values[t * stocks + (chosen[j] as number)] as number;
  }
  return out;
}

/** The panels of a view as the engine of formulas reads them. */
export function panelsOf({ days, stocks, panels }: SearchView): Panels {
  return {
    days,
    stocks,
    get: (key) => {
      const values = panels.get(key);
      if (values === undefined) throw new RangeError(`the market of the search has no field ${key}`);
      return values;
    },
  };
}
