/**
 * Positions of the first `n` keys in ascending order of key, ties by position.
 *
 * @param keys - finite values
 * @param order - receives the positions
 */
export function ascendingOrder(keys: Float64Array, n: number, order: Uint32Array): void {
  for (let j = 0; j < n; j++) order[j] = j;
  order.subarray(0, n).sort((a, b) => keys[a] - keys[b] || a - b);
}
