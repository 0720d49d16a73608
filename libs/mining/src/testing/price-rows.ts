import type { pricesTable, RowOf } from '@fm/warehouse';

/** Weekdays from a day on, `YYYY-MM-DD`. */
export function weekdays(start: string, count: number): string[] {
  const days: string[] = [];
  for (let time = Date.parse(start); days.length < count; time += 86_400_000) {
    const day = new Date(time).getUTCDay();
    if (day !== 0 && day !== 6) days.push(new Date(time).toISOString().slice(0, 10));
  }
  return days;
}

/** Numbers in [0, 1) from a seed (mulberry32, T. Ettinger), the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Prices of a random walk for every symbol and day, as rows of the warehouse. */
export function randomWalkRows(
  symbols: readonly string[],
  days: readonly string[],
  seed: number,
): RowOf<typeof pricesTable>[] {
  return symbols.flatMap((symbol, i) => {
    const random = seeded(seed + i);
    let price = 50 + i;
    return days.map((date) => {
      price *= 1 + (random() - 0.5) * 0.04;
      return {
        symbol,
        date,
        open: price,
        high: price,
        low: price,
        close: price,
        adj_close: price,
        volume: Math.round(1e6 * (1 + random())),
        source: 'test',
        synthetic: false,
        row_hash: BigInt(Math.floor(price * 1e9)),
        version: 1n,
      };
    });
  });
}
