import { dayOfCivil, isCivilDate } from '../time/civil-date.ts';

/** What {@link parseDay} returns for a date that the calendar does not have. */
export const impossibleDay = -2_147_483_647;
/** What {@link parseDay} returns for text that is not a date. */
export const unreadableDay = -2_147_483_648;

/**
 * Day number of a date field: `YYYY-MM-DD`, `YYYYMMDD` or `YYYY/MM/DD`, optionally followed by a time of day
 * (`2022-06-06 00:00:00+01:00`), whose local date is what counts.
 */
export function parseDay(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  const separator = bytes[start + 4];
  const dashed = separator === 45 || separator === 47;
  if (length < (dashed ? 10 : 8)) return unreadableDay;
  if (dashed && bytes[start + 7] !== separator) return unreadableDay;
  const width = dashed ? 10 : 8;
  if (length > width && !startsTime(bytes, start + width, end)) return unreadableDay;
  const year = digits(bytes, start, 4);
  const month = digits(bytes, start + (dashed ? 5 : 4), 2);
  const dayOfMonth = digits(bytes, start + (dashed ? 8 : 6), 2);
  if (year < 0 || month < 0 || dayOfMonth < 0) return unreadableDay;
  // Date32 of ClickHouse begins in 1900.
  if (year < 1900 || !isCivilDate(year, month, dayOfMonth)) return impossibleDay;
  return dayOfCivil(year, month, dayOfMonth);
}

function digits(bytes: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let at = start; at < start + count; at++) {
    const digit = bytes[at]! - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function startsTime(bytes: Uint8Array, start: number, end: number): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(end - start, 40)).toString('latin1');
  return /^[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/.test(text);
}
