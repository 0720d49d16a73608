import { valueNames, type PriceRows, type ValueName } from '../model/price-rows.ts';

/** Decimals that vendors round prices to: never fewer than two, and more than five is as good as exact. */
const fewestDecimals = 2;
const mostDecimals = 5;

/** Step of the last decimal that prices are given with: 0.01 where none has more than two, 0 beyond five. */
export function lastDecimal(prices: ArrayLike<number>): number {
  for (let decimals = fewestDecimals; decimals <= mostDecimals; decimals++) {
    const scale = 10 ** decimals;
    let whole = true;
    for (let at = 0; whole && at < prices.length; at++) {
      const scaled = prices[at]! * scale;
      whole = Number.isNaN(scaled) || Math.abs(scaled - Math.round(scaled)) < 1e-6;
    }
    if (whole) return 1 / scale;
  }
  return 0;
}

/** Values of one column of rows, in their order. */
export function pricesOf(rows: PriceRows, order: Int32Array, column: ValueName): Float64Array {
  const at = valueNames.indexOf(column);
  return Float64Array.from(order, (row) => rows.values[row * 6 + at]!);
}
