import type { Panel } from '@fm/factor-math';
import type { Split } from '../facts/raw-market.ts';
import type { AsOfFacts } from './as-of-facts.ts';

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
 * the day, except between a split and the first filing after it, when the count is still the old one: it is converted to
 * the new basis by the splits since the day it was known. For a spin-off, see {@link isShareSplit}, only the price is
 * converted back to what was quoted.
 *
 * @param shares - shares outstanding by the latest filing known
 * @param since - day on which each cell's count became known, see {@link knownSince}
 */
export function marketCapOf(
  unadjusted: Panel,
  shares: Panel,
  since: Int32Array,
  days: Int32Array,
  splits: readonly Split[],
): Panel {
  const count = sharesOnBasisOfDay(shares, since, days, splits);
  return { ...unadjusted, values: unadjusted.values.map((price, cell) => price * (count.values[cell] as number)) };
}

/**
 * Numbers of shares on the split basis of the session: one from before a split is multiplied by its ratio.
 *
 * @param since - day of whose basis each cell's number is
 */
export function sharesOnBasisOfDay(
  shares: Panel,
  since: Int32Array,
  days: Int32Array,
  splits: readonly Split[],
): Panel {
  return onBasisOfDay(shares, since, days, splits, (value, ratio) => value * ratio);
}

/**
 * Amounts per share, as filings give them, on the split basis of the session: an amount that was known before a split is
 * divided by its ratio until the first filing after it, whose amounts are on the new basis.
 *
 * @param since - day on which each cell's amount became known
 */
export function perShareOnBasisOfDay(
  amounts: Panel,
  since: Int32Array,
  days: Int32Array,
  splits: readonly Split[],
): Panel {
  return onBasisOfDay(amounts, since, days, splits, (value, ratio) => value / ratio);
}

/** Largest denominator of the ratio of a split, such as 5 for 6:5; stock dividends of 5 % have 20. */
const largestDenominator = 10;
const stockDividend = 21 / 20;
/** Relative distance of a ratio that a vendor rounded, such as 0.005263 for 1:190. */
const rounding = 2e-4;

/**
 * Whether a ratio is that of a split of shares, one of small whole numbers. Vendors list spin-offs among the splits, with
 * ratios such as 1.048: these lower the price and leave the number of shares.
 */
export function isShareSplit(ratio: number): boolean {
  const factor = ratio >= 1 ? ratio : 1 / ratio;
  for (let denominator = 1; denominator <= largestDenominator; denominator++) {
    const numerator = Math.round(factor * denominator);
    if (numerator > denominator && isNear(factor, numerator / denominator)) return true;
  }
  return isNear(factor, stockDividend);
}

function isNear(factor: number, fraction: number): boolean {
  return Math.abs(factor / fraction - 1) < rounding;
}

function onBasisOfDay(
  panel: Panel,
  since: Int32Array,
  days: Int32Array,
  splits: readonly Split[],
  bring: (value: number, ratio: number) => number,
): Panel {
  const values = Float64Array.from(panel.values);
  for (const { stock, day, ratio } of splits.filter(({ ratio }) => isShareSplit(ratio))) {
    for (let t = 0; t < panel.days; t++) {
      const cell = t * panel.stocks + stock;
      if ((days[t] as number) >= day && (since[cell] as number) < day)
        values[cell] = bring(values[cell] as number, ratio);
    }
  }
  return { ...panel, values };
}

const hour = 3_600_000;

/**
 * The day, in New York, on which something became known, days since the epoch. Midnight counts to the day before, since a
 * filing of which only the date is known counts from then.
 */
export function knownOnDay(knownAt: number): number {
  return Math.floor((knownAt - 6 * hour) / (24 * hour));
}

/**
 * For each cell of {@link asOfPanel} the day, in New York, on which its value became known: where it last changed, or
 * first was there; see {@link knownOnDay}.
 */
export function knownSince(closes: Float64Array, { begins, knownAt, value }: AsOfFacts): Int32Array {
  const stocks = begins.length - 1;
  const since = new Int32Array(closes.length * stocks);
  for (let stock = 0; stock < stocks; stock++) {
    let at = begins[stock] as number;
    let [held, day] = [NaN, 0];
    for (let t = 0; t < closes.length; t++) {
      for (; at < (begins[stock + 1] as number) && (knownAt[at] as number) < (closes[t] as number); at++) {
        if (value[at] === held) continue;
        held = value[at] as number;
        day = knownOnDay(knownAt[at] as number);
      }
      since[t * stocks + stock] = day;
    }
  }
  return since;
}
