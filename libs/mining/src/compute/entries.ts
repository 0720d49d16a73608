import type { StockEvent } from '@fm/factor-math';
import type { RangeOfSessions } from '@fm/results';

/** Legs of a sort: days x stocks, 1 for High, -1 for Low, 0 for neither. */
export interface SortLegs {
  readonly days: number;
  readonly stocks: number;
  readonly legs: Int8Array;
}

/**
 * Stocks that enter a leg in a session of the range after the first: they were not in it the session before, although
 * there was one. In the order of sessions and stocks.
 */
export function entriesOf({ stocks, legs }: SortLegs, leg: 1 | -1, { from, to }: RangeOfSessions): StockEvent[] {
  const events: StockEvent[] = [];
  for (let session = from + 1; session <= to; session++) {
    if (!hasLeg(legs, (session - 1) * stocks, stocks, leg)) continue;
    for (let stock = 0; stock < stocks; stock++) {
      const cell = session * stocks + stock;
      if (legs[cell] === leg && legs[cell - stocks] !== leg) events.push({ session, stock });
    }
  }
  return events;
}

function hasLeg(legs: Int8Array, row: number, stocks: number, leg: number): boolean {
  for (let cell = row; cell < row + stocks; cell++) if (legs[cell] === leg) return true;
  return false;
}
