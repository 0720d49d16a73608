const millisecondsPerDay = 86_400_000;

/**
 * Sessions of the invented exchange from `start` through `end` (ISO dates): weekdays without New Year's Day, the third
 * Monday of January and of February, the last Monday of May, 4 July, the first Monday of September, the fourth Thursday
 * of November and 25 December; a fixed holiday on a weekend is kept on the nearest weekday.
 */
export function demonstrationSessions(start: string, end: string): string[] {
  const sessions: string[] = [];
  for (let time = Date.parse(start); time <= Date.parse(end); time += millisecondsPerDay) {
    const date = new Date(time);
    if (date.getUTCDay() !== 0 && date.getUTCDay() !== 6 && !isHoliday(date)) sessions.push(isoDate(date));
  }
  return sessions;
}

function isHoliday(date: Date): boolean {
  const year = date.getUTCFullYear();
  const holidays = [
    observed(year, 0, 1),
    observed(year + 1, 0, 1),
    nthWeekday(year, 0, 1, 3),
    nthWeekday(year, 1, 1, 3),
    lastMondayOfMay(year),
    observed(year, 6, 4),
    nthWeekday(year, 8, 1, 1),
    nthWeekday(year, 10, 4, 4),
    observed(year, 11, 25),
  ];
  return holidays.includes(isoDate(date));
}

/** The date, moved from Saturday to Friday and from Sunday to Monday. */
function observed(year: number, month: number, day: number): string {
  const date = new Date(Date.UTC(year, month, day));
  const shift = date.getUTCDay() === 6 ? -1 : date.getUTCDay() === 0 ? 1 : 0;
  return isoDate(new Date(date.getTime() + shift * millisecondsPerDay));
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): string {
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return isoDate(new Date(Date.UTC(year, month, 1 + ((weekday - first + 7) % 7) + (nth - 1) * 7)));
}

function lastMondayOfMay(year: number): string {
  const last = new Date(Date.UTC(year, 4, 31));
  return isoDate(new Date(last.getTime() - ((last.getUTCDay() + 6) % 7) * millisecondsPerDay));
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}
