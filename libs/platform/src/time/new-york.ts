const hour = 3_600_000;
const day = 24 * hour;

/**
 * The instant at which clocks in New York show the given wall time.
 *
 * Daylight saving time by the rules in force since 2007 (second Sunday of March to first Sunday of November, 2:00; Energy
 * Policy Act of 2005), 1987 to 2006 (first Sunday of April to last Sunday of October), 1967 to 1986 (from the last Sunday
 * of April; Uniform Time Act of 1966), but from 6 January in 1974 and from 23 February in 1975.
 *
 * @param wall - wall time, written as milliseconds since 1970 as if it were UTC
 * @returns milliseconds since 1970
 */
export function newYorkTime(wall: number): number {
  const year = new Date(wall).getUTCFullYear();
  const [begin, end] = daylightSaving(year);
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

/** Midnights of the days on which clocks in New York change, as milliseconds. */
function daylightSaving(year: number): readonly [number, number] {
  if (year >= 2007) return [sunday(year, 2, 8), sunday(year, 10, 1)];
  const end = sunday(year, 9, 25);
  if (year >= 1987) return [sunday(year, 3, 1), end];
  if (year === 1974) return [Date.UTC(1974, 0, 6), end];
  if (year === 1975) return [Date.UTC(1975, 1, 23), end];
  return [sunday(year, 3, 24), end];
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
