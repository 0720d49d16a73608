const hour = 3_600_000;
const day = 24 * hour;

/**
 * The instant at which clocks in New York show the given wall time.
 *
 * Daylight saving time by the rules in force since 2007 (second Sunday of March to first Sunday of November, 2:00), 1987
 * to 2006 (first Sunday of April to last Sunday of October).
 *
 * @param wall - wall time, written as milliseconds since 1970 as if it were UTC
 * @returns milliseconds since 1970
 */
export function newYorkTime(wall: number): number {
  const year = new Date(wall).getUTCFullYear();
  const [begin, end] =
    year >= 2007 ? [sunday(year, 2, 8), sunday(year, 10, 1)] : [sunday(year, 3, 1), sunday(year, 9, 25)];
  const summer = wall >= begin + 2 * hour && wall < end + 2 * hour;
  return wall + (summer ? 4 : 5) * hour;
}

/**
 * What clocks in New York show at an instant: the inverse of {@link newYorkTime}.
 *
 * @param moment - milliseconds since 1970
 * @returns wall time, written as milliseconds since 1970 as if it were UTC
 */
export function newYorkWall(moment: number): number {
  const standard = moment - 5 * hour;
  const summer = moment - 4 * hour;
  return newYorkTime(summer) === moment ? summer : standard;
}

/** The first Sunday on or after a day, as milliseconds. */
function sunday(year: number, month: number, from: number): number {
  const start = Date.UTC(year, month, from);
  return start + ((7 - new Date(start).getUTCDay()) % 7) * day;
}

/**
 * The moment from which a filing counts that is known only by its date: the start, in New York, of the next weekday
 * after it.
 *
 * @param filed - `YYYY-MM-DD`
 * @returns milliseconds since 1970
 */
export function nextSessionStart(filed: string): number {
  let next = Date.parse(filed) + day;
  while ([0, 6].includes(new Date(next).getUTCDay())) next += day;
  return newYorkTime(next);
}
