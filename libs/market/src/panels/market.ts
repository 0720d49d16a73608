import type { Panel } from '@fm/factor-math';
import type { FactorInputs, InputName } from '@fm/factors';

/** Everything a run computes from: panels of one calendar and one list of stocks, already point in time. */
export interface Market extends FactorInputs {
  /** Stocks, ascending; the columns of every panel. */
  readonly symbols: readonly string[];
  /**
   * Simple returns of the adjusted close; missing where the stock was not a member of the universe at the session
   * before, when signals and weights for the return are given. The return after the last day of a membership counts.
   */
  readonly returns: Panel;
  /** The same of all stocks at all times: what a signal given to a member earned later. */
  readonly allReturns: Panel;
  /** First and last session index with a price, per stock; -1 where there is none. */
  readonly firstPrice: Int32Array;
  readonly lastPrice: Int32Array;
  /** Market capitalisation that weighs portfolios; absent when they are weighted equally. */
  readonly marketCap?: Panel;
  /** Why an input has no value in a cell (session x stocks + stock). */
  whyMissing(name: InputName, cell: number): string;
}
