import type { Panel } from '@fm/factor-math';
import type { RawPrices } from '../facts/raw-market.ts';

/** Daily prices as panels of one calendar. */
export interface PricePanels {
  readonly adjClose: Panel;
  readonly close: Panel;
  readonly volume: Panel;
}

/** The trading calendar: every day with a row, ascending, days since the epoch. */
export function sessionDays(prices: RawPrices): Int32Array {
  return Int32Array.from(new Set(prices.day)).sort();
}

/** The rows of some days alone. */
export function rowsOfSessions(prices: RawPrices, sessions: readonly number[]): RawPrices {
  const wanted = new Set(sessions);
  const isKept = (_: unknown, row: number): boolean => wanted.has(prices.day[row] as number);
  return {
    day: prices.day.filter(isKept),
    stock: prices.stock.filter(isKept),
    adjClose: prices.adjClose.filter(isKept),
    close: prices.close.filter(isKept),
    volume: prices.volume.filter(isKept),
  };
}

/**
 * Price panels over a calendar; rows of other days are left out.
 *
 * @param days - sessions, ascending
 */
export function pricePanels(prices: RawPrices, days: Int32Array, stocks: number): PricePanels {
  const panels = {
    adjClose: sharedPanel(days.length, stocks),
    close: sharedPanel(days.length, stocks),
    volume: sharedPanel(days.length, stocks),
  };
  const sessionOf = new Map<number, number>();
  days.forEach((day, t) => sessionOf.set(day, t));
  prices.day.forEach((day, row) => {
    const t = sessionOf.get(day);
    if (t === undefined) return;
    const cell = t * stocks + (prices.stock[row] as number);
    panels.adjClose.values[cell] = prices.adjClose[row] as number;
    panels.close.values[cell] = prices.close[row] as number;
    panels.volume.values[cell] = prices.volume[row] as number;
  });
  return panels;
}

/** In memory that threads share, so that they get it without another copy. */
function sharedPanel(days: number, stocks: number): Panel {
  return { days, stocks, values: new Float64Array(new SharedArrayBuffer(8 * days * stocks)).fill(NaN) };
}
