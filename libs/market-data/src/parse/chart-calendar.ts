import { dayOfCivil, localMoment, sessionDay, sessionState } from '@fm/platform/time';

/**
 * Local day number of the session that a Unix timestamp in seconds stands for; NaN when it is none, or before 1900. A stamp of
 * the late evening is the midnight that follows, off by an hour: Yahoo stamps some days so after clocks were changed.
 */
export type DayReader = (timestamp: unknown) => number;

const firstDay = dayOfCivil(1900, 1, 1);

/** Calendar of an exchange by its IANA time zone; undefined when the zone does not exist. */
export function dayReader(timeZone: unknown): (DayReader & { readonly timeZone: string }) | undefined {
  if (typeof timeZone !== 'string') return undefined;
  try {
    localMoment(0, timeZone);
  } catch {
    return undefined;
  }
  const read = (timestamp: unknown): number => {
    if (typeof timestamp !== 'number' || !Number.isInteger(timestamp) || Math.abs(timestamp) > 1e11) return NaN;
    const day = sessionDay(timestamp * 1000, timeZone);
    return day >= firstDay ? day : NaN;
  };
  return Object.assign(read, { timeZone });
}

/** The part of `meta` that says when the market was last open. */
interface MarketHours {
  readonly regularMarketTime?: unknown;
  readonly currentTradingPeriod?: {
    readonly regular?: { readonly start?: unknown; readonly end?: unknown } | null;
  } | null;
}

/**
 * Today at the exchange and the first day whose bar was still live when the response was taken: the current trading
 * period, if the response (or its last trade, where the moment of receipt is not known) is from before its end.
 */
export function chartWindow(
  meta: MarketHours,
  now: Date,
  takenAt: Date | undefined,
  dayOf: DayReader & { readonly timeZone?: string },
): { today: number; firstOpenDay: number } {
  const timeZone = dayOf.timeZone ?? 'America/New_York';
  const { today, firstOpenDay: byClock } = sessionState(now, timeZone);
  const { start, end } = meta.currentTradingPeriod?.regular ?? {};
  if (typeof start !== 'number' || typeof end !== 'number' || Number.isNaN(dayOf(start))) {
    return { today, firstOpenDay: takenAt === undefined ? byClock : sessionState(takenAt, timeZone).firstOpenDay };
  }
  const seen = takenAt === undefined ? meta.regularMarketTime : takenAt.getTime() / 1000;
  const periodDay = dayOf(start);
  const live = typeof seen !== 'number' || seen < end;
  return { today, firstOpenDay: live ? periodDay : Infinity };
}
