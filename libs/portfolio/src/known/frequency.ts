/** How often a series has a return. */
export type Frequency = 'day' | 'week' | 'month' | 'year';

/** Periods in a year. */
export const periodsPerYear: Readonly<Record<Frequency, number>> = { day: 252, week: 52, month: 12, year: 1 };

/** Distances of neighbouring lines of a frequency, in calendar days, both inclusive. */
const distances: readonly (readonly [Frequency, number, number])[] = [
  ['day', 1, 4],
  ['week', 5, 10],
  ['month', 26, 33],
  ['year', 360, 370],
];

/**
 * How far dates are apart, by the median of their distances.
 *
 * @param days - days since the epoch, ascending
 * @returns undefined for another distance, such as a quarter; a day where there are too few dates to say
 */
export function frequencyOf(days: readonly number[]): Frequency | undefined {
  const gaps = days.slice(1).map((day, at) => day - (days[at] as number));
  if (gaps.length === 0) return 'day';
  const median = gaps.sort((a, b) => a - b)[gaps.length >> 1] as number;
  return distances.find(([, from, to]) => median >= from && median <= to)?.[0];
}

/** Last calendar day of the month or year that a day is in; the day itself for the others. */
export function endOfPeriod(day: number, frequency: Frequency): number {
  if (frequency === 'day' || frequency === 'week') return day;
  const date = new Date(day * 86_400_000);
  const next =
    frequency === 'month'
      ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
      : Date.UTC(date.getUTCFullYear() + 1, 0, 1);
  return next / 86_400_000 - 1;
}
