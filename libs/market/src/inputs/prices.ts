import type { Panel } from '@fm/factor-math';
import { mapColumns, type PriceColumns, type RawPrices } from '../facts/raw-market.ts';

/** Daily prices as panels of one calendar. */
export type PricePanels = PriceColumns<Panel>;

/** The trading calendar: every day with a row, ascending, days since the epoch. */
export function sessionDays(prices: RawPrices): Int32Array {
  return Int32Array.from(new Set(prices.day)).sort();
}

/** Only the rows of some days. */
export function rowsOfSessions(prices: RawPrices, sessions: readonly number[]): RawPrices {
  const wanted = new Set(sessions);
  const isKept = (_: unknown, row: number): boolean => wanted.has(prices.day[row] as number);
  return {
    day: prices.day.filter(isKept),
    stock: prices.stock.filter(isKept),
    ...mapColumns(prices, (column) => column.filter(isKept)),
  };
}

/**
 * Price panels over a calendar; rows of other days are left out. Open, high and low are on the basis that the closes of
 * their row are on: where the close adjusted only for splits is not known, they are adjusted for dividends too, and
 * missing.
 *
 * @param days - sessions, ascending
 */
export function pricePanels(prices: RawPrices, days: Int32Array, stocks: number): PricePanels {
  const first = days[0] ?? 0;
  const sessionOf = new Int32Array((days.at(-1) ?? -1) - first + 1).fill(-1);
  days.forEach((day, t) => (sessionOf[day - first] = t));
  const rows = prices.day.length;
  const cellOf = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const t = sessionOf[(prices.day[row] as number) - first] ?? -1;
    cellOf[row] = t < 0 ? -1 : t * stocks + (prices.stock[row] as number);
  }
  return mapColumns(prices, (column, name) => {
    const panel = sharedPanel(days.length, stocks);
    const isRange = name === 'open' || name === 'high' || name === 'low';
    for (let row = 0; row < rows; row++) {
      const cell = cellOf[row] as number;
      if (cell >= 0 && !(isRange && Number.isNaN(prices.close[row]))) panel.values[cell] = column[row] as number;
    }
    return panel;
  });
}

/** In memory that threads share, so no copy is needed. */
function sharedPanel(days: number, stocks: number): Panel {
  return { days, stocks, values: new Float64Array(new SharedArrayBuffer(8 * days * stocks)).fill(NaN) };
}
