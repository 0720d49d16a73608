import type { pricesTable, RowOf } from '@fm/warehouse';

/** Six stocks over 200 weekdays on waves of different length: small, and nothing in it is constant. */
export function chaosMarket(): RowOf<typeof pricesTable>[] {
  const days = Array.from({ length: 280 }, (_, at) => new Date(Date.UTC(2020, 0, 1 + at)))
    .filter((day) => day.getUTCDay() % 6 !== 0)
    .map((day) => day.toISOString().slice(0, 10));
  return Array.from({ length: 6 }, (_, stock) =>
    days.map((date, t) => {
      const price = 50 + stock + ((t * (7 + stock * 3)) % 31) / 10;
      const four = { open: price, high: price, low: price, close: price };
      const volume = 1000 + ((t * (11 + stock)) % 97);
      const identity = { source: 'test', synthetic: false, row_hash: BigInt(t), version: 1n };
      return { symbol: `S${stock}`, date, ...four, adj_close: price, volume, ...identity };
    }),
  ).flat();
}

/** What every run of the harness asks for. */
export const chaosInput = {
  factors: ['ROC20', 'RSI14', 'TradingVolume'],
  ranges: ['2020-02-03..2020-06-30', '2020-05-01..2020-09-30'],
};
