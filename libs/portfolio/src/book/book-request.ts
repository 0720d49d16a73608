import type { BookWeighting, Rebalance } from '@fm/factor-math';

/** The requested book; what is left out has the default of the factor or of its run. */
export interface BookRequest {
  readonly factor: string;
  /** @default the latest run that succeeded */
  readonly run?: string;
  /** First and last day, within the sample of the run. @default the sample */
  readonly from?: string;
  readonly to?: string;
  /** @default by the kind of the factor, see `defaultRebalance` */
  readonly rebalance?: Rebalance;
  /** Whether only the side that is bought is held. @default false */
  readonly longOnly?: boolean;
  /** Whether the highest or the lowest values are bought. @default as the literature expects, high where it expects nothing */
  readonly buy?: 'high' | 'low';
  /** Share of the ranked stocks that enters a side. @default that of the groups of the run */
  readonly enter?: number;
  /** Share within which a stock is kept. @default `enter` */
  readonly leave?: number;
  /** @default as the run: equal, or value where it weighs by market capitalisation */
  readonly weighting?: BookWeighting;
  /** With mean-variance weights: what a unit of variance a year costs in expected return a year, twice. @default 5 */
  readonly riskAversion?: number;
  /** Largest share of its side in one stock. @default 1 */
  readonly maxWeight?: number;
  /** Largest share of its side in one group (industry). @default 1 */
  readonly maxGroup?: number;
  /** Largest share of the book that a rebalancing may replace, one-way. @default 1 */
  readonly maxTurnover?: number;
  /** Rebalancings for which each part is held, in as many overlapping parts. @default 1 */
  readonly holding?: number;
  /** Sessions skipped between the signal and the session at which it is traded. @default 0 */
  readonly skip?: number;
  readonly costs?: CostRequest;
  /** Whether return and risk are split over industries and styles. @default false */
  readonly attribution?: boolean;
  /** A symbol with prices, or published daily returns, that the book is compared with. @default the universe only */
  readonly benchmark?: string;
}

/** Costs in basis points, 1/10,000. */
export interface CostRequest {
  /** Of the value traded. @default the cost of the run */
  readonly commission?: number;
  /** Between bid and ask: half of it is paid at every trade. @default 0 */
  readonly spread?: number;
  /** A year, of what is held short. @default 0 */
  readonly borrow?: number;
  /** Costs of stocks that are not those of the book. @default none */
  readonly stocks?: readonly StockCost[];
}

/** Costs of one stock in basis points; what is left out is as of the book. */
export interface StockCost extends Pick<CostRequest, 'commission' | 'spread' | 'borrow'> {
  readonly symbol: string;
}
