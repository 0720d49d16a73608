/** The period of a line of a file of rates. */
export type Period = 'day' | 'week' | 'month';

/** Sessions of a period, of 252 in a year. */
export const sessionsOf: Readonly<Record<Period, number>> = { day: 1, week: 252 / 52, month: 252 / 12 };

/** Distances of neighbouring lines of a period, in calendar days, both inclusive. */
const distances: readonly (readonly [Period, number, number])[] = [
  ['day', 1, 4],
  ['week', 5, 10],
  ['month', 26, 33],
];

/** Distances from which their median is taken; fewer have to agree all. */
const leastDistances = 4;

/**
 * Whether lines are days, weeks or months apart, by the median of their distances; days where there are too few lines to
 * say.
 *
 * @param days - days since the epoch, in any order
 * @returns undefined for another distance, such as a year
 */
export function periodOf(days: readonly number[]): Period | undefined {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((day, at) => day - (sorted[at] as number));
  const isOf = (from: number, to: number) => (gap: number) => gap >= from && gap <= to;
  if (gaps.length < leastDistances)
    return distances.find(([, from, to]) => gaps.length > 0 && gaps.every(isOf(from, to)))?.[0] ?? 'day';
  const median = gaps.sort((a, b) => a - b)[gaps.length >> 1] as number;
  return distances.find(([, from, to]) => isOf(from, to)(median))?.[0];
}

/**
 * Brings the return of a period to its sessions: the rate of a session compounds to that of the period over the sessions
 * that it has on average, `(1 + r)^(1 / n) - 1` with n = 252 / 52 or 252 / 12, and stands on each weekday of the period. A
 * week ends on the day of its line; the day of a month is its first.
 */
export function spread(
  rates: readonly { readonly day: number; readonly rate: number }[],
  period: Period,
): { day: number; rate: number }[] {
  if (period === 'day') return [...rates];
  return rates.flatMap(({ day, rate }) => {
    const ofSession = Math.pow(1 + rate, 1 / sessionsOf[period]) - 1;
    const [from, to] = period === 'week' ? [day - 6, day] : monthOf(day);
    const days = Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((one) => !isWeekend(one));
    return days.map((one) => ({ day: one, rate: ofSession }));
  });
}

/**
 * Averages of a year's rate under the day from which they are known: that of a month, which FRED dates by its first day, under
 * its last; that of a week already has the date of its last day.
 */
export function averagesFromTheirEnd(
  rates: readonly { readonly day: number; readonly rate: number }[],
  period: Period,
): { day: number; rate: number }[] {
  const isByFirst = period === 'month' && rates.every(({ day }) => monthOf(day)[0] === day);
  return rates.map(({ day, rate }) => ({ day: isByFirst ? monthOf(day)[1] : day, rate }));
}

function isWeekend(day: number): boolean {
  const ofWeek = new Date(day * 86_400_000).getUTCDay();
  return ofWeek === 0 || ofWeek === 6;
}

/** First and last day of the month of a day. */
function monthOf(day: number): readonly [number, number] {
  const date = new Date(day * 86_400_000);
  const [year, ofYear] = [date.getUTCFullYear(), date.getUTCMonth()];
  return [Date.UTC(year, ofYear, 1) / 86_400_000, Date.UTC(year, ofYear + 1, 1) / 86_400_000 - 1];
}
