/** Fewest stocks of a session whose product says anything. */
const fewestStocks = 3;

/**
 * Mean product of two rows over the stocks that have both; of normal scores it is close to their correlation. NaN with
 * fewer than three such stocks.
 *
 * @param from - first place of the row in both
 */
export function meanProduct(a: Float64Array, b: Float64Array, from: number, stocks: number): number {
  let [sum, n] = [0, 0];
  for (let at = from; at < from + stocks; at++) {
    const product = a[at] * b[at];
    if (Number.isNaN(product)) continue;
    sum += product;
    n++;
  }
  return n < fewestStocks ? NaN : sum / n;
}
