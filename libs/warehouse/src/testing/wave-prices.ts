import type { RowOf } from '../contract.ts';
import type { pricesTable } from '../tables/tables.ts';

/** Weekdays from a day on, `YYYY-MM-DD`. */
export function weekdays(start: string, count: number): string[] {
  const days: string[] = [];
  for (let time = Date.parse(start); days.length < count; time += 86_400_000) {
    const day = new Date(time).getUTCDay();
    if (day !== 0 && day !== 6) days.push(new Date(time).toISOString().slice(0, 10));
  }
  return days;
}

/** A row of prices of an ordinary day without a split or a dividend. */
export function priceRow(symbol: string, date: string, price: number, volume: number): RowOf<typeof pricesTable> {
  const four = { open: price, high: price, low: price, close: price };
  const identity = { source: 'test', synthetic: false, row_hash: BigInt(Math.floor(price * 1e9)), version: 1n };
  return { symbol, date, ...four, adj_close: price, volume, ...identity };
}

/** Prices and volumes of stocks `S0`, `S1`, ... over weekdays, on waves of different length: nothing in them is constant. */
export function wavePrices(stocks: number, start: string, days: number): RowOf<typeof pricesTable>[] {
  const dates = weekdays(start, days);
  return Array.from({ length: stocks }, (_, stock) =>
    dates.map((date, t) => {
      const price = 50 + stock + ((t * (7 + stock * 3)) % 31) / 10;
      return priceRow(`S${stock}`, date, price, 1000 + ((t * (11 + stock)) % 97));
    }),
  ).flat();
}
