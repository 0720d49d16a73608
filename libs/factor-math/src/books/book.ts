import type { Panel } from '../panel/panel.ts';

/** Weights within a side that need a {@link SideWeigher}. */
export const optimisedWeightings = ['min-variance', 'mean-variance'] as const;

/** How stocks are weighted within a side of a book. */
export const bookWeightings = ['equal', 'value', 'signal', 'inverse-volatility', ...optimisedWeightings] as const;
export type BookWeighting = (typeof bookWeightings)[number];

/** A signal whose sides are to be weighed. */
export interface SideOrder {
  /** Session whose close gave it. */
  readonly signal: number;
  /** Columns of the stocks of each side, ascending. */
  readonly long: Int32Array;
  readonly short: Int32Array;
  /** Per stock, normal quantile of its rank: higher is better to buy; NaN for a stock that is not ranked. */
  readonly scores: Float64Array;
  /** Per stock what the part of the book that is traded holds at the close, multiples of its capital; short is negative. */
  readonly held: Float64Array;
}

/** Weighs both sides of a book together. */
export interface SideWeigher {
  /** Whether enough is known of a stock at a session; one of which too little is known is not ranked. */
  readonly accepts: (session: number, stock: number) => boolean;
  /** Weights per stock, each side adding up to 1. */
  readonly weigh: (order: SideOrder) => { readonly long: Float64Array; readonly short: Float64Array };
}

/** What a book is made of; all panels are sessions x stocks of the same shape. */
export interface BookInputs {
  /** What stocks are ranked by, known at the close of its session; NaN is missing. */
  readonly scores: Panel;
  /** Closes adjusted for splits and dividends; NaN on a session on which the stock does not trade. */
  readonly closes: Panel;
  /** Opens on the basis of the closes; needed for execution at the open. */
  readonly opens?: Panel;
  /** Market capitalisations; needed for value weights. */
  readonly sizes?: Panel;
  /** Code of the group (industry) of each stock, NaN where none is known; needed for a limit on groups. */
  readonly groups?: Panel;
  /** 0 where a stock is not a member of the universe at the signal. @default all stocks are members */
  readonly member?: Uint8Array;
  /** Returns of stocks after their last price. @default none are known */
  readonly delistings?: readonly DelistingReturn[];
  /** Sessions whose close gives a signal, ascending, see `rebalanceSessions`. */
  readonly signals: Int32Array;
}

/** Return of the session after the last price of a stock; -1 where all is lost. */
export interface DelistingReturn {
  readonly stock: number;
  readonly session: number;
  readonly value: number;
}

/** What trading costs: fractions, one for all stocks or one for each. */
export interface BookCosts {
  /** Of every value bought or sold: half the spread and the commission. @default 0 */
  readonly trade?: number | Float64Array;
  /** A year, of the value held short. @default 0 */
  readonly borrow?: number | Float64Array;
}

/** How a book is formed and traded. */
export interface BookRules {
  /** Whether the other end of the ranking is held short. @default true */
  readonly short?: boolean;
  /** 1 is long the highest scores, -1 the lowest. @default 1 */
  readonly direction?: 1 | -1;
  /** Share of the ranked stocks that enters a side. @default 1/3 */
  readonly enter?: number;
  /** Share in which a stock stays that is in the side already. @default `enter` */
  readonly leave?: number;
  /** @default equal */
  readonly weighting?: BookWeighting;
  /** Needed for `min-variance` and `mean-variance`; it keeps the limits on stocks and groups itself. */
  readonly weigher?: SideWeigher;
  /** Most that one stock may have of its side when it is traded. @default 1 */
  readonly maxWeight?: number;
  /** Most that the stocks of a group may have of their side when it is traded; those without one count as one. @default 1 */
  readonly maxGroup?: number;
  /** Most that a rebalancing may replace of the book, one-way; the rest of each trade is left. @default 1, no limit */
  readonly maxTurnover?: number;
  /** Rebalancings for which a part of the book is held: as many parts overlap. @default 1 */
  readonly holding?: number;
  /** Sessions from the signal to the trade: 1 trades at the next. @default 1 */
  readonly delay?: number;
  /** @default close */
  readonly execution?: 'close' | 'open';
  readonly costs?: BookCosts;
  /** Whether the weights of every session are kept. @default false */
  readonly keepWeights?: boolean;
}

/** A rebalancing that took place. */
export interface BookTrade {
  /** Session whose close gave the signal. */
  readonly signal: number;
  /** Session of the trade. */
  readonly session: number;
  /** Stocks that were ranked. */
  readonly ranked: number;
  /** Bought and sold, a fraction of the wealth. */
  readonly traded: number;
}

/** What happened to a book beside its trades. */
export interface BookCounts {
  /** Signals without a rebalancing: too few stocks could be ranked. */
  tooFewStocks: number;
  /** Signals without a rebalancing: one score reaches into both sides. */
  undivided: number;
  /** Positions that a rebalancing could not trade, since the stock did not trade on its session. */
  untraded: number;
  /** Positions that ended with a known return of a delisting. */
  delisted: number;
  /** Positions without a price for a month, taken as sold at the last one. */
  soldAtLastPrice: number;
  /** Rebalancings that the limit on turnover cut short. */
  turnoverLimited: number;
}

/** What a book earned and did; series are per session, NaN before `first`. */
export interface BookSeries {
  /** First session with a return of the whole book; the number of sessions if no session has one. */
  readonly first: number;
  /** Session on which everything was lost; undefined for a book that lives. */
  readonly ruin: number | undefined;
  /** Return before costs. */
  readonly gross: Float64Array;
  /** Return after costs, `(1 + gross - borrow) (1 - cost) - 1`; the first one pays for building the book. */
  readonly net: Float64Array;
  /** Bought and sold, a fraction of the wealth; 0 without a trade. */
  readonly traded: Float64Array;
  /** Cost of the trades, a fraction of the wealth. */
  readonly cost: Float64Array;
  /** Cost of what was held short, a fraction of the wealth. */
  readonly borrow: Float64Array;
  /** Value held long and short at the close, multiples of the wealth, both positive. */
  readonly long: Float64Array;
  readonly short: Float64Array;
  /** Stocks held long and short at the close. */
  readonly stocksLong: Uint32Array;
  readonly stocksShort: Uint32Array;
  readonly trades: readonly BookTrade[];
  readonly counts: Readonly<BookCounts>;
  /** Weight of each stock after the last session, multiples of the wealth; short ones are negative. */
  readonly lastWeights: Float64Array;
  /** Weights at every close; absent unless they are asked for. */
  readonly weights?: Panel;
}
