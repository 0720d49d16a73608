/** Why something is not in a result, and how often. */
export interface Drop {
  readonly reason: DropReason;
  readonly unit: 'stock-sessions' | 'sessions' | 'stocks';
  readonly count: number;
}

/**
 * Why a stock, a session or a value does not count: `not_a_member`, `not_listed`, `no_price`, `first_price`, `warm_up`,
 * `below_lowest_price`, `market_cap_not_positive`, `alone_in_group`, `not_neutralised`, `explained_by_neutralisers`, `in_no_portfolio`, `too_few_stocks`,
 * `one_value_spans_both_legs`, `too_few_observations`, `constant_factor_return`, the
 * name a factor gives to the case in which it is not defined, or what its input lacks (`inventory: never reported`,
 * `adjClose: gap in the look-back`), or the factor that values are made neutral to and that has none (`neutraliser: beta`).
 */
export type DropReason = string;

/** How much of a range a factor can use. */
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
