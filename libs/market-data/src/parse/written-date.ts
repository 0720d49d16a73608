import { dayOfCivil, isCivilDate } from '@fm/platform/time';
import { impossibleDay, unreadableDay } from '@fm/platform/csv';

/** Which of two numbers before a year is the day of the month. */
export type DayOrder = 'month-first' | 'day-first';

const numeric = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[ T].*)?$/;
const worded = /^(?:(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})|([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4}))$/;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Whether a date is written with the year last and both other parts as numbers, so that their order has to be found. */
export function isYearLast(text: string): boolean {
  return numeric.test(text);
}

/**
 * The order of day and month that all dates of a file have together: the one under which every date exists, or else the one
 * under which no date is on a weekend. Dots are German: the day comes first.
 *
 * @returns undefined where both orders fit, or none
 */
export function dayOrderOf(dates: readonly string[]): DayOrder | undefined {
  const parts = dates.map((text) => numeric.exec(text)).filter((match) => match !== null);
  if (parts.some(([, , separator]) => separator === '.')) return 'day-first';
  const orders = (['month-first', 'day-first'] as const).filter((order) =>
    dates.every((text) => !isYearLast(text) || dayOfWritten(text, order) > impossibleDay),
  );
  if (orders.length !== 2) return orders[0];
  const weekdays = orders.filter((order) => dates.every((text) => !isWeekend(dayOfWritten(text, order))));
  return weekdays.length === 1 ? weekdays[0] : undefined;
}

/**
 * Day number of a date with the year last or the month as a word: `12/31/2020`, `31.12.2020`, `Dec 31, 2020`, `31-Dec-2020`.
 *
 * @returns `unreadableDay` for text of no such form, `impossibleDay` for a day that the calendar does not have
 */
export function dayOfWritten(text: string, order: DayOrder | undefined): number {
  const words = worded.exec(text);
  if (words !== null) {
    const month = months.indexOf((words[2] ?? words[4])!.toLowerCase()) + 1;
    return month === 0 ? unreadableDay : dayOf(Number(words[3] ?? words[6]), month, Number(words[1] ?? words[5]));
  }
  const match = numeric.exec(text);
  if (match === null || order === undefined) return unreadableDay;
  const [first, second, year] = [Number(match[1]), Number(match[3]), Number(match[4])];
  return order === 'day-first' ? dayOf(year, second, first) : dayOf(year, first, second);
}

function dayOf(year: number, month: number, ofMonth: number): number {
  return year < 1900 || !isCivilDate(year, month, ofMonth) ? impossibleDay : dayOfCivil(year, month, ofMonth);
}

function isWeekend(day: number): boolean {
  const ofWeek = (((day + 4) % 7) + 7) % 7;
  return ofWeek === 0 || ofWeek === 6;
}
