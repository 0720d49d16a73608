import type { Panel } from '@fm/factor-math';
import type { Split } from '../raw-market.ts';

/**
 * The close as it was quoted on its day: providers state closes on today's split basis, so each is multiplied by the
 * ratios of the splits after it.
 *
 * @param days - session days, days since the epoch, ascending
 */
export function unadjustedClose(close: Panel, days: Int32Array, splits: readonly Split[]): Panel {
  return timesLaterSplits(close, days, splits);
}

/**
 * Shares of the newest split basis that one share of the session's basis became: 1 after the last split.
 *
 * @param days - session days, days since the epoch, ascending
 */
export function splitRatio(days: Int32Array, stocks: number, splits: readonly Split[]): Panel {
  const ones = { days: days.length, stocks, values: new Float64Array(days.length * stocks).fill(1) };
  return timesLaterSplits(ones, days, splits);
}

function timesLaterSplits(panel: Panel, days: Int32Array, splits: readonly Split[]): Panel {
  const values = Float64Array.from(panel.values);
  for (const { stock, day, ratio } of splits) {
    for (let t = 0; t < panel.days && (days[t] as number) < day; t++) {
      values[t * panel.stocks + stock] = (values[t * panel.stocks + stock] as number) * ratio;
    }
  }
  return { days: panel.days, stocks: panel.stocks, values };
}

/**
 * Market capitalisation: unadjusted close times shares outstanding known at the session. Both are on the split basis of
 * the day, except between a split and the first filing after it, when the count is still the old one: it is brought to
 * the new basis by the splits since the moment it was known.
 *
 * @param shares - shares outstanding by the latest filing known
 * @param sharesKnownSince - session index from which each cell's count is known
 */
export function marketCapOf(
  unadjusted: Panel,
  shares: Panel,
  sharesKnownSince: Int32Array,
  days: Int32Array,
  splits: readonly Split[],
): Panel {
  const values = unadjusted.values.map((price, cell) => price * (shares.values[cell] as number));
  const { stocks } = unadjusted;
  for (const { stock, day, ratio } of splits) {
    for (let t = 0; t < unadjusted.days; t++) {
      const cell = t * stocks + stock;
      const since = sharesKnownSince[cell] as number;
      if ((days[t] as number) >= day && since >= 0 && (days[since] as number) < day)
        values[cell] = (values[cell] as number) * ratio;
    }
  }
  return { days: unadjusted.days, stocks, values };
}

/** Session from which the count in each cell is the one it is: where it last changed, or first was there. */
export function knownSince(shares: Panel): Int32Array {
  const since = new Int32Array(shares.values.length).fill(-1);
  for (let cell = 0; cell < since.length; cell++) {
    const value = shares.values[cell] as number;
    if (Number.isNaN(value)) continue;
    const before = cell - shares.stocks;
    const same = before >= 0 && shares.values[before] === value;
    since[cell] = same ? (since[before] as number) : Math.floor(cell / shares.stocks);
  }
  return since;
}
