import type { Panel } from '@fm/factor-math';

/** A value that became known at a moment and holds until the next one. */
export interface KnownValue {
  /** Column of the stock. */
  readonly stock: number;
  /** Milliseconds since the epoch. */
  readonly knownAt: number;
  /** What the value speaks of, e.g. the end of a period as a day number: an older period never replaces a newer one. */
  readonly period: number;
  /** NaN where the latest period known has no value. */
  readonly value: number;
}

/**
 * Panel whose cell (t, i) is the value of the latest period of stock i that was known before the close of session t;
 * NaN before the first. Of two values for one period the one known later counts.
 *
 * @param closes - moment of the close of every session, ascending, milliseconds since the epoch
 * @param events - in any order; a repeated event changes nothing
 */
export function stepPanel(closes: Float64Array, stocks: number, events: readonly KnownValue[]): Panel {
  const values = new Float64Array(closes.length * stocks).fill(NaN);
  const ordered = [...events].sort((a, b) => a.stock - b.stock || a.knownAt - b.knownAt || a.period - b.period);
  for (let at = 0; at < ordered.length;) {
    const stock = (ordered[at] as KnownValue).stock;
    let current: KnownValue | undefined;
    for (let t = 0; t < closes.length; t++) {
      for (
        let next = ordered[at];
        next?.stock === stock && next.knownAt < (closes[t] as number);
        next = ordered[++at]
      ) {
        if (current === undefined || next.period >= current.period) current = next;
      }
      if (current !== undefined) values[t * stocks + stock] = current.value;
    }
    while (ordered[at]?.stock === stock) at++;
  }
  return { days: closes.length, stocks, values };
}
