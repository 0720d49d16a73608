import { dayOfCivil } from '@fm/platform/time';

const day = 86_400_000;

/** Classes of durations by their days; 52/53-week years and calendar months both fall inside. */
export type DurationClass = 'quarter' | 'half' | 'nine-months' | 'year';

/** Days since 1970 of `YYYY-MM-DD`, which must be one: read digit by digit, since reports repeat dates by the million. */
export function dayNumber(date: string): number {
  const year = 1000 * digit(date, 0) + 100 * digit(date, 1) + 10 * digit(date, 2) + digit(date, 3);
  return dayOfCivil(year, 10 * digit(date, 5) + digit(date, 6), 10 * digit(date, 8) + digit(date, 9));
}

function digit(date: string, at: number): number {
  return date.charCodeAt(at) - 48;
}

/** Days from the first to the last day, both counted. */
export function daysBetween(start: string, end: string): number {
  return dayNumber(end) - dayNumber(start) + 1;
}

/** The class of a duration; undefined for any other length. */
export function durationClass(start: string, end: string): DurationClass | undefined {
  const days = daysBetween(start, end);
  if (isQuarter(days)) return 'quarter';
  if (days >= 140 && days <= 229) return 'half';
  if (days >= 230 && days <= 329) return 'nine-months';
  if (isYear(days)) return 'year';
  return undefined;
}

/** Whether that many days are a quarter: 12 to 14 weeks and what lies around them. */
export function isQuarter(days: number): boolean {
  return days >= 70 && days <= 120;
}

/** Whether that many days are a year. */
export function isYear(days: number): boolean {
  return days >= 330 && days <= 420;
}

const texts = new Map<number, string>();

/** `YYYY-MM-DD` of the day that many days later. */
export function addDays(date: string, days: number): string {
  const number = dayNumber(date) + days;
  let found = texts.get(number);
  if (found === undefined) {
    if (texts.size > 100_000) texts.clear();
    texts.set(number, (found = new Date(number * day).toISOString().slice(0, 10)));
  }
  return found;
}

/** Days by which two dates lie apart. */
export function distance(a: string, b: string): number {
  return Math.abs(dayNumber(a) - dayNumber(b));
}

/** Whether two dates are a year apart, give or take 15 days. */
export function yearApart(earlier: string, later: string): boolean {
  const days = dayNumber(later) - dayNumber(earlier);
  return days >= 350 && days <= 380;
}
