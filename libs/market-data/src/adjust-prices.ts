/** An event on its ex-day, on the share basis of the session before it. */
export interface AdjustmentEvent {
  /** Day number of the first session that trades without the dividend or on the new share basis. */
  readonly day: number;
  readonly kind: 'split' | 'dividend';
  /** New shares per old, or currency per share. */
  readonly value: number;
}

/** Series on the basis of the last session. */
export interface AdjustedPrices {
  /** Closes adjusted for splits. */
  readonly splitAdjusted: Float64Array;
  /** Closes adjusted for splits and dividends. */
  readonly adjusted: Float64Array;
}

/**
 * Adjusts raw closes for splits and dividends, as CRSP and Yahoo do: every close before an ex-day is divided by the
 * split ratio, or multiplied by `1 - dividend / c`, with `c` the raw close of the session before the ex-day; the factors
 * compound. Events after the last session or without a session before them change nothing.
 *
 * @param days - day numbers, ascending
 * @param closes - raw closes of these days
 */
export function adjustPrices(
  days: ArrayLike<number>,
  closes: ArrayLike<number>,
  events: readonly AdjustmentEvent[],
): AdjustedPrices {
  const count = days.length;
  const splitAdjusted = new Float64Array(count);
  const adjusted = new Float64Array(count);
  const pending = [...events].sort((a, b) => a.day - b.day);
  while (pending.length > 0 && pending.at(-1)!.day > days[count - 1]!) pending.pop();
  let splits = 1;
  let dividends = 1;
  for (let at = count - 1; at >= 0; at--) {
    // An event belongs between the last session before its ex-day and the next one.
    while (pending.length > 0 && pending.at(-1)!.day > days[at]!) {
      const { kind, value } = pending.pop()!;
      if (kind === 'split') splits /= value;
      else dividends *= 1 - value / closes[at]!;
    }
    splitAdjusted[at] = closes[at]! * splits;
    adjusted[at] = closes[at]! * splits * dividends;
  }
  return { splitAdjusted, adjusted };
}
