const millisecondsPerDay = 86_400_000;
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const momentPattern = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z?$/;

/** First and last day that a Date32 holds, in days since 1970-01-01: 1900-01-01 and 2299-12-31. */
const firstDay = -25_567;
const lastDay = 120_529;

/** Whether a Date32 holds this day, in days since 1970-01-01. */
export function isDate32(day: number): boolean {
  return day >= firstDay && day <= lastDay;
}

/** Tables repeat the same few days; there are no more than a Date32 holds. */
const numbers = new Map<string, number>();
const texts = new Map<number, string>();

/** Days since 1970-01-01 of `YYYY-MM-DD`; undefined for anything that is not a calendar day of a Date32. */
export function dayNumber(date: string): number | undefined {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const day = parsedDay(date);
  if (day !== undefined) numbers.set(date, day);
  return day;
}

function parsedDay(date: string): number | undefined {
  const match = datePattern.exec(date);
  if (match === null) return undefined;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  const day = time / millisecondsPerDay;
  return isDate32(day) && dayText(day) === date ? day : undefined;
}

/** `YYYY-MM-DD` of days since 1970-01-01. */
export function dayText(day: number): string {
  const known = texts.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
  if (isDate32(day) && Number.isInteger(day)) texts.set(day, text);
  return text;
}

/** Milliseconds since 1970 of `YYYY-MM-DD hh:mm:ss[.mmm]` in UTC (a `T` and a `Z` are allowed). */
export function momentNumber(moment: string): number | undefined {
  if (!momentPattern.test(moment)) return undefined;
  const iso = `${moment.replace(' ', 'T').replace('Z', '')}Z`;
  const time = Date.parse(iso);
  // Date.parse rolls 24:00:00 over; a moment that does not come back as it went in is none.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 19) !== iso.slice(0, 19) ? undefined : time;
}
