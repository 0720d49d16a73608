import type { Panel } from '@fm/factor-math';
import type { Delisting } from '../facts/raw-market.ts';

/**
 * Returns with those of delistings: each is the return of the session after the stock's last price (T. Shumway, "The
 * delisting bias in CRSP data", 1997), where the stock has no price any more. The panel itself where there is none.
 *
 * @param prices - adjusted closes of the same sessions
 * @param days - session days, days since the epoch, ascending
 */
export function withDelistings(
  returns: Panel,
  prices: Panel,
  days: Int32Array,
  delistings: readonly Delisting[],
): Panel {
  let values: Float64Array | undefined;
  for (const { stock, lastPriceDay, value } of delistings) {
    const t = days.findIndex((session) => session > lastPriceDay);
    const cell = t * returns.stocks + stock;
    const isAfterLast = t > 0 && prices.values[cell - returns.stocks]! > 0 && Number.isNaN(prices.values[cell]!);
    if (!isAfterLast) continue;
    values ??= Float64Array.from(returns.values);
    values[cell] = value;
  }
  return values === undefined ? returns : { ...returns, values };
}

/** Whether a delisting was known at the close of the session whose return it gives, so that a signal may use it. */
export function isKnownInTime({ day, lastPriceDay }: Delisting, days: Int32Array): boolean {
  const session = days.find((one) => one > lastPriceDay);
  return session === undefined || day <= session;
}
