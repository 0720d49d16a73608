/** When a book is made again: at the last session of each week, month or quarter, or every so many sessions. */
export type Rebalance = 'daily' | 'weekly' | 'monthly' | 'quarterly' | number;

/**
 * Sessions whose close gives the signal of a rebalancing, ascending: the last one of each period, or every `n`th from the
 * first on. The last session of the dates ends no period, since nothing can be traded after it.
 *
 * @param dates - ISO dates of sessions, ascending
 * @param from - first session that may give a signal. @default 0
 */
export function rebalanceSessions(dates: readonly string[], rebalance: Rebalance, from = 0): Int32Array {
  if (typeof rebalance === 'number' && !(Number.isInteger(rebalance) && rebalance >= 1))
    throw new RangeError(`a book is rebalanced every 1, 2, 3 ... sessions, not every ${rebalance}`);
  const found: number[] = [];
  for (let t = Math.max(0, from); t + 1 < dates.length; t++) {
    const isLast =
      typeof rebalance === 'number'
        ? (t - from) % rebalance === 0
        : rebalance === 'daily' || periodOf(dates[t], rebalance) !== periodOf(dates[t + 1], rebalance);
    if (isLast) found.push(t);
  }
  return Int32Array.from(found);
}

/** Weeks begin on Monday: day 4 after the epoch, a Thursday, was one. */
function periodOf(date: string, period: 'weekly' | 'monthly' | 'quarterly'): string {
  if (period === 'weekly') return String(Math.floor((Date.parse(date) / 86_400_000 + 3) / 7));
  if (period === 'monthly') return date.slice(0, 7);
  return `${date.slice(0, 4)}-${Math.floor((Number(date.slice(5, 7)) - 1) / 3)}`;
}
