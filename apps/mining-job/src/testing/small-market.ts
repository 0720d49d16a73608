import type { pricesTable, RowOf } from '@fm/warehouse';

/** Nine stocks over two years of weekdays, on waves of different length. */
export function smallMarket(): RowOf<typeof pricesTable>[] {
  const days = Array.from({ length: 730 }, (_, at) => new Date(Date.UTC(2019, 0, 1 + at)))
    .filter((day) => day.getUTCDay() % 6 !== 0)
    .map((day) => day.toISOString().slice(0, 10));
  return Array.from({ length: 9 }, (_, stock) =>
    days.map((date, t) => {
      const price = 50 + stock + ((t * (7 + stock * 3)) % 31) / 10;
      return {
        symbol: `S${stock}`,
        date,
        open: price,
        high: price,
        low: price,
        close: price,
        adj_close: price,
        volume: 1000 + ((t * (11 + stock)) % 97),
        source: 'test',
        synthetic: false,
        row_hash: BigInt(Math.round(price * 1e6)),
        version: 1n,
      };
    }),
  ).flat();
}
