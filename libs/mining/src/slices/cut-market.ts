import type { Panel } from '@fm/factor-math';
import type { InputName } from '@fm/factors';
import type { Market } from '@fm/market';
import { sizeOf, type Span } from './slice.ts';

/**
 * The part of a market that a slice declares: nothing else of it can be reached. Whole sessions are views of the same
 * memory; columns are copied, each panel when it is asked for.
 *
 * @param stocks - columns of the market
 * @param sessions - sessions of the market
 */
export function cutMarket(market: Market, stocks: Span, sessions: Span): Market {
  const width = market.symbols.length;
  if (sizeOf(stocks) === width && sizeOf(sessions) === market.sessions.length) return market;
  const panels = new Map<Panel, Panel>();
  const cut = (panel: Panel): Panel => {
    const known = panels.get(panel) ?? cutPanel(panel, stocks, sessions);
    panels.set(panel, known);
    return known;
  };
  const { marketCap, member } = market;
  return {
    ...market,
    sessions: market.sessions.slice(sessions.from, sessions.to + 1),
    symbols: market.symbols.slice(stocks.from, stocks.to + 1),
    riskFree: market.riskFree.subarray(sessions.from, sessions.to + 1),
    returns: cut(market.returns),
    allReturns: cut(market.allReturns),
    firstPrice: firstWithin(market.firstPrice.subarray(stocks.from, stocks.to + 1), sessions),
    lastPrice: lastWithin(market.lastPrice.subarray(stocks.from, stocks.to + 1), sessions),
    ...(marketCap === undefined ? {} : { marketCap: cut(marketCap) }),
    ...(member === undefined ? {} : { member: cutCells(member, width, stocks, sessions) }),
    panel: (name: InputName) => cut(market.panel(name)),
    whyMissing: (name: InputName, cell: number) => {
      const columns = sizeOf(stocks);
      const t = Math.floor(cell / columns) + sessions.from;
      return market.whyMissing(name, t * width + stocks.from + (cell % columns));
    },
  };
}

/** A span as places within one that holds it. */
export function spanWithin({ from, to }: Span, whole: Span): Span {
  return { from: from - whole.from, to: to - whole.from };
}

/** Rows and columns of a panel; whole rows are a view. */
export function cutPanel(panel: Panel, stocks: Span, sessions: Span): Panel {
  return {
    days: sizeOf(sessions),
    stocks: sizeOf(stocks),
    values: cutCells(panel.values, panel.stocks, stocks, sessions),
  };
}

/**
 * Sessions at which something begins, as places among `sessions`: the first of them where it began before, -1 where it
 * begins later or never.
 *
 * @param first - sessions of the whole, -1 for never
 */
export function firstWithin(first: Int32Array, sessions: Span): Int32Array {
  return first.map((t) => (t < 0 || t > sessions.to ? -1 : Math.max(0, t - sessions.from)));
}

/** Sessions at which something ends, as places among `sessions`, of which it may be later or earlier; -1 for never. */
export function lastWithin(last: Int32Array, sessions: Span): Int32Array {
  return last.map((t) => (t < sessions.from ? -1 : t - sessions.from));
}

function cutCells<Cells extends Float64Array | Uint8Array>(
  cells: Cells,
  width: number,
  stocks: Span,
  sessions: Span,
): Cells {
  const rows = cells.subarray(sessions.from * width, (sessions.to + 1) * width) as Cells;
  const columns = sizeOf(stocks);
  if (columns === width) return rows;
  const cut = new (cells.constructor as new (length: number) => Cells)(sizeOf(sessions) * columns);
  for (let t = 0; t < sizeOf(sessions); t++) {
    cut.set(rows.subarray(t * width + stocks.from, t * width + stocks.to + 1), t * columns);
  }
  return cut;
}
