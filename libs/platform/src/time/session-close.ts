import { newYorkTime } from './new-york.ts';

/** Hours of the regular and of the early close of the New York Stock Exchange, local time. */
const closeHour = 16;
const earlyCloseHour = 13;

const dayMilliseconds = 86_400_000;

/**
 * Moment of the close of a session in New York, milliseconds since the epoch. On days that are half days as a rule it is
 * the early one; where the exchange closed late on such a day after all, a fact of that afternoon counts from the next
 * session, never too early.
 *
 * @param day - days since 1970-01-01
 */
export function sessionClose(day: number): number {
  const hour = isHalfDay(day) ? earlyCloseHour : closeHour;
  return newYorkTime(day * dayMilliseconds + hour * 3_600_000);
}

/**
 * Days on which the exchange closes at 13:00 (NYSE, Holidays and Trading Hours): the day after Thanksgiving, Christmas Eve,
 * the day before Independence Day; and the Fridays after Christmas and Independence Day of earlier years.
 */
function isHalfDay(day: number): boolean {
  const date = new Date(day * dayMilliseconds);
  const [year, month, ofMonth] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (month === 10) return day === nthThursday(year, 10, 4) + 1;
  if (month === 11) return ofMonth === 24 || (ofMonth === 26 && date.getUTCDay() === 5);
  return month === 6 && (ofMonth === 3 || (ofMonth === 5 && date.getUTCDay() === 5));
}

function nthThursday(year: number, month: number, n: number): number {
  const first = Date.UTC(year, month, 1) / dayMilliseconds;
  return first + (((-first % 7) + 7) % 7) + (n - 1) * 7;
}
