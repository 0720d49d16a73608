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
  return day * dayMilliseconds + (hour + (isDaylightSaving(day) ? 4 : 5)) * 3_600_000;
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

/**
 * Whether New York is on daylight saving time at the close of a day: since 2007 from the second Sunday of March to the
 * first of November (Energy Policy Act of 2005), from 1987 to 2006 from the first Sunday of April to the last of
 * October, before that from the last Sunday of April.
 */
function isDaylightSaving(day: number): boolean {
  const year = new Date(day * dayMilliseconds).getUTCFullYear();
  if (year >= 2007) return day >= nthSunday(year, 2, 2) && day < nthSunday(year, 10, 1);
  const begin = year >= 1987 ? nthSunday(year, 3, 1) : lastSunday(year, 3);
  return day >= begin && day < lastSunday(year, 9);
}

/** Day number of the nth Sunday of a month (0-based month). */
function nthSunday(year: number, month: number, n: number): number {
  const first = Date.UTC(year, month, 1) / dayMilliseconds;
  return first + ((((3 - first) % 7) + 7) % 7) + (n - 1) * 7;
}

function nthThursday(year: number, month: number, n: number): number {
  const first = Date.UTC(year, month, 1) / dayMilliseconds;
  return first + (((-first % 7) + 7) % 7) + (n - 1) * 7;
}

function lastSunday(year: number, month: number): number {
  const afterMonth = Date.UTC(year, month + 1, 1) / dayMilliseconds;
  return nthSunday(year, month, 1) + 7 * Math.floor((afterMonth - 1 - nthSunday(year, month, 1)) / 7);
}
