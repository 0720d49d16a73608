import type { SessionOrders } from '../ranking/session-orders.ts';

const { isFinite } = Number;

/**
 * Collects what can be ranked for session t, in column order: finite `signal[t-1]`, finite `returns[t]` and, when
 * weighted, finite positive `sizes[t-1]`.
 *
 * @param keys - receives the signals
 * @param columns - receives the columns
 * @returns how many there are
 */
export function eligibleStocks(
  signal: Float64Array,
  returns: Float64Array,
  sizes: Float64Array | undefined,
  t: number,
  stocks: number,
  keys: Float64Array,
  columns: Int32Array,
): number {
  let n = 0;
  for (let i = 0; i < stocks; i++) {
    const now = t * stocks + i;
    const before = now - stocks;
    if (!isFinite(signal[before]) || !isFinite(returns[now])) continue;
    if (sizes !== undefined && !(sizes[before] > 0 && sizes[before] < Infinity)) continue;
    keys[n] = signal[before];
    columns[n++] = i;
  }
  return n;
}

/**
 * The same stocks in ascending order of their signal, ties by column, from sessions sorted before.
 *
 * @param columns - receives the columns
 * @returns how many there are
 */
export function eligibleInOrder(
  { order, counts, stocks }: SessionOrders,
  returns: Float64Array,
  sizes: Float64Array | undefined,
  t: number,
  columns: Int32Array,
): number {
  const now = t * stocks;
  const before = now - stocks;
  let n = 0;
  for (let j = before; j < before + counts[t - 1]; j++) {
    const i = order[j];
    if (!isFinite(returns[now + i])) continue;
    if (sizes !== undefined && !(sizes[before + i] > 0 && sizes[before + i] < Infinity)) continue;
    columns[n++] = i;
  }
  return n;
}
