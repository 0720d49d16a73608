import type { Split } from '../facts/raw-market.ts';
import type { PricePanels } from './prices.ts';

/** What the panels of every source are aligned to: the stocks, the sessions, their prices. */
export interface Frame {
  /** Stocks, ascending. */
  readonly symbols: readonly string[];
  /** Sessions, days since the epoch. */
  readonly calendar: Int32Array;
  /** Closes of the sessions, milliseconds since the epoch. */
  readonly closes: Float64Array;
  readonly prices: PricePanels;
  /** Absent where no input is made of splits. */
  readonly splits: readonly Split[] | undefined;
}
