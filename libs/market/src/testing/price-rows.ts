import type { pricesTable, RowOf } from '@fm/warehouse';
import { priceRow } from '@fm/warehouse/testing/wave-prices';
import { draws } from '@fm/platform/random';

/** Prices of a random walk for every symbol and day, as rows of the warehouse. */
export function randomWalkRows(
  symbols: readonly string[],
  days: readonly string[],
  seed: number,
): RowOf<typeof pricesTable>[] {
  return symbols.flatMap((symbol, i) => {
    const random = draws(seed + i);
    let price = 50 + i;
    return days.map((date) => {
      price *= 1 + (random() - 0.5) * 0.04;
      return priceRow(symbol, date, price, Math.round(1e6 * (1 + random())));
    });
  });
}
