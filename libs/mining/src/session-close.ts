/** Hour of the regular close of the New York Stock Exchange, local time. */
const closeHour = 16;

const dayMilliseconds = 86_400_000;

/**
 * Moment of the regular close of a session in New York, milliseconds since the epoch. Half days close earlier; a fact
 * published between that early close and 16:00 is taken as known at the close of the same day.
 *
 * @param day - days since 1970-01-01
 */
export function sessionClose(day: number): number {
  return day * dayMilliseconds + (closeHour + (isDaylightSaving(day) ? 4 : 5)) * 3_600_000;
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

function lastSunday(year: number, month: number): number {
  const afterMonth = Date.UTC(year, month + 1, 1) / dayMilliseconds;
  return nthSunday(year, month, 1) + 7 * Math.floor((afterMonth - 1 - nthSunday(year, month, 1)) / 7);
}
