import { standardDeviation } from '../panel/moments.ts';

/** Returns of a quarter, of which a month must be there. */
const window = 63;
const fewest = 21;

/**
 * Standard deviation (n - 1) of the returns of a stock between consecutive sessions of the 63 up to `session`; NaN with
 * fewer than 21.
 *
 * @param closes - sessions x stocks
 */
export function trailingVolatility(closes: Float64Array, stocks: number, stock: number, session: number): number {
  const returns = new Float64Array(window);
  let count = 0;
  for (let t = Math.max(1, session - window + 1); t <= session; t++) {
    const value = closes[t * stocks + stock] / closes[(t - 1) * stocks + stock] - 1;
    if (Number.isFinite(value)) returns[count++] = value;
  }
  return count < fewest ? NaN : standardDeviation(returns.subarray(0, count));
}
