import { ascendingOrder } from './ascending-order.ts';

let order = new Uint32Array(0);

/**
 * Ranks from 1 of the first `n` keys, ties sharing the mean of their ranks (R: `rank`).
 *
 * @param keys - finite values
 * @param ranks - receives the ranks
 */
export function averageRanks(keys: Float64Array, n: number, ranks: Float64Array): void {
  if (order.length < n) order = new Uint32Array(n);
  ascendingOrder(keys, n, order);
  for (let begin = 0; begin < n;) {
    let end = begin + 1;
    while (end < n && keys[order[end]] === keys[order[begin]]) end++;
    for (let j = begin; j < end; j++) ranks[order[j]] = (begin + 1 + end) / 2;
    begin = end;
  }
}
