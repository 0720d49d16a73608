/** `2025-11-28T06:34:57Z`, also with fractions of a second, an offset, or a space for the T. */
const isoMoment = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?:Z|[+-](\d{2}):?(\d{2}))$/;

/** `Fri, 28 Nov 2025 06:34:57 GMT` (RFC 9110; the day of the week may be missing, and an offset may stand for GMT). */
const httpMoment =
  /^(?:[A-Za-z]{3}, )?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? (?:GMT|UTC|Z|([+-])(\d{2})(\d{2}))$/;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The moment that a text names together with its time zone. This is the one rule for times from outside: a time without a
 * zone is not a moment (the zone of the machine that reads it says nothing), and a day that the calendar does not have is
 * not moved to the next month.
 *
 * @returns undefined where the text is not such a moment
 */
export function momentOf(text: unknown): Date | undefined {
  if (typeof text !== 'string') return undefined;
  const trimmed = text.trim();
  return isoMomentOf(trimmed) ?? httpMomentOf(trimmed);
}

/**
 * The day of the calendar that a text `YYYY-MM-DD` names.
 *
 * @returns milliseconds since 1970 of its beginning in UTC; undefined where the text is not such a day
 */
export function dayOf(text: unknown): number | undefined {
  const match = typeof text === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim()) : null;
  return match === null ? undefined : utc(Number(match[1]), Number(match[2]), Number(match[3]));
}

function isoMomentOf(text: string): Date | undefined {
  const match = isoMoment.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const time = utc(year, month, day, hour, minute, second);
  if (time === undefined || !isOffset(match[7], match[8])) return undefined;
  const moment = new Date(text.replace(' ', 'T').replace(',', '.'));
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

function httpMomentOf(text: string): Date | undefined {
  const match = httpMoment.exec(text);
  if (match === null) return undefined;
  const [, day, name = '', year, hour, minute, second = '0', sign, offsetHours, offsetMinutes] = match;
  const month = months.indexOf(name.toLowerCase()) + 1;
  const time = utc(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  if (time === undefined || !isOffset(offsetHours, offsetMinutes)) return undefined;
  const offset = (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)) * 60_000;
  return new Date(sign === '-' ? time + offset : time - offset);
}

/** Offsets from UTC reach from -12 to +14 hours. */
function isOffset(hours = '00', minutes = '00'): boolean {
  return Number(hours) <= 14 && Number(minutes) < 60;
}

/** Milliseconds since 1970; undefined where the calendar or the clock does not have it. */
function utc(year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0): number | undefined {
  if (hour > 23 || minute > 59 || second > 59 || year < 1) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isThere = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isThere ? date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 : undefined;
}
