import { draws } from '@fm/platform/random';
import { mapColumns, type RawMarket } from '../facts/raw-market.ts';

/** New shares per old; powers of two, so that prices on another split basis have the same digits. */
const ratios = [2, 4, 0.5];

/**
 * The same facts as a provider states them after every stock was split on the day after `day`: closes, adjusted closes and
 * volumes up to it are restated on the new basis, and the splits are reported. Nothing that was known on `day` changes.
 *
 * @param day - days since the epoch
 */
export function splitLater(raw: RawMarket, day: number, seed: number): RawMarket {
  const random = draws(seed);
  const ratioOf = Float64Array.from(raw.symbols, () => ratios[Math.floor(random() * ratios.length)] as number);
  const restate = (column: Float64Array, up: boolean): Float64Array =>
    column.map((value, row) => {
      const ratio = ratioOf[raw.prices.stock[row] as number] as number;
      if ((raw.prices.day[row] as number) > day) return value;
      return up ? value * ratio : value / ratio;
    });
  return {
    ...raw,
    prices: {
      ...raw.prices,
      ...mapColumns(raw.prices, (column, name) => restate(column, name === 'volume')),
    },
    splits: [...raw.splits, ...Array.from(ratioOf, (ratio, stock) => ({ stock, day: day + 1, ratio }))],
  };
}
