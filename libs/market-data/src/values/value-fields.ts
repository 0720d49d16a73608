import { impossibleDay, notANumber, parseDay, parseDecimal, unreadableDay } from '@fm/platform/csv';
import { dayOfIso, isoOfDay, momentOf, sessionClose } from '@fm/platform/time';

/** Why a line or file of values cannot be used. */
export type ValueFault =
  | 'VALUE_ENCODING'
  | 'VALUE_COLUMNS'
  | 'VALUE_NAME'
  | 'VALUE_FIELDS'
  | 'VALUE_SYMBOL'
  | 'VALUE_DATE'
  | 'VALUE_KNOWN_AT'
  | 'VALUE_NUMBER'
  | 'VALUE_CONFLICT';

/** What is wrong with a field. */
export interface Fault {
  readonly code: ValueFault;
  readonly what: string;
  readonly symbol: string;
}

export function fault(code: ValueFault, what: string): Fault {
  return { code, what, symbol: '' };
}

/** Words for a value that is missing, beside those that every CSV file may have. */
const missingWords = new Set(['na', '<na>', '#n/a', 'nat']);

/** The number of a field, NaN where it is missing; an infinite one is refused. */
export function readNumber(text: string): number | Fault {
  const bytes = Buffer.from(text);
  const value = missingWords.has(text.trim().toLowerCase()) ? NaN : parseDecimal(bytes, 0, bytes.length);
  return value === notANumber ? fault('VALUE_NUMBER', `"${text.slice(0, 40)}" is not a number`) : value;
}

/** The day of a field, days since the epoch; that of its zone where it has a time. */
export function readDay(text: string, today: string): number | Fault {
  const bytes = Buffer.from(text);
  const day = parseDay(bytes, 0, bytes.length);
  if (day === unreadableDay) return fault('VALUE_DATE', `"${text.slice(0, 40)}" is not a date`);
  if (day === impossibleDay) return fault('VALUE_DATE', `the calendar has no ${text.slice(0, 40)}`);
  return day > dayOfIso(today) ? fault('VALUE_DATE', `${isoOfDay(day)} is after today, ${today}`) : day;
}

/**
 * The moment of a field, milliseconds since the epoch: a day, without a time or with that of midnight and no zone, as
 * pandas writes it, is the close of that day.
 *
 * @returns undefined where it is empty
 */
export function readKnownAt(text: string): number | undefined | Fault {
  const trimmed = text.trim();
  if (trimmed === '' || missingWords.has(trimmed.toLowerCase())) return undefined;
  const date = Buffer.from(trimmed.replace(/[T ]00:00(:00(\.0+)?)?$/, ''));
  const day = date.length <= 10 ? parseDay(date, 0, date.length) : unreadableDay;
  if (day === impossibleDay) return fault('VALUE_KNOWN_AT', `the calendar has no ${trimmed.slice(0, 40)}`);
  if (day !== unreadableDay) return closeOf(day);
  const moment = momentOf(trimmed);
  return (
    moment?.getTime() ?? fault('VALUE_KNOWN_AT', `"${trimmed.slice(0, 40)}" is not a day or a time with its time zone`)
  );
}

/** Just before the close of a day: a value that is known then counts in the session of the day, and never before. */
export function closeOf(day: number): number {
  return sessionClose(day) - 1;
}
