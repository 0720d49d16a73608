import type { DateRange } from '@fm/results';
import { isCalendarDate } from '@fm/platform/time';
import { FmError, messageOf } from '@fm/platform';
import { malformedRange } from '../errors.ts';

/**
 * Date ranges from their short form, against a trading calendar.
 *
 * `yearly` and `quarterly` are the calendar years and quarters that hold a session; `rolling:W:S` are windows of W
 * sessions, each starting S sessions after the one before, the first at the first session; `FROM..TO` is itself. Forms
 * may be joined by commas.
 *
 * @param text - e.g. `yearly`, `rolling:252:21`, `2015-01-01..2019-12-31,2020-01-01..2020-12-31`
 * @param sessions - the trading calendar, ascending, `YYYY-MM-DD`; already limited to what the run may use
 * @throws MALFORMED_RANGE naming the part that cannot be read
 */
export function parseRanges(text: string, sessions: readonly string[]): DateRange[] {
  const ranges = text.split(',').flatMap((part) => expand(part.trim(), sessions));
  const seen = new Map(ranges.map((range) => [`${range.start}..${range.end}`, range]));
  return [...seen.values()];
}

/** What is wrong with each part of a text of date ranges; nothing where {@link parseRanges} reads all of it. */
export function rangeFaults(text: string): string[] {
  return text.split(',').flatMap((part) => {
    try {
      expand(part.trim(), []);
      return [];
    } catch (thrown) {
      return [thrown instanceof FmError ? thrown.what : messageOf(thrown)];
    }
  });
}

function expand(part: string, sessions: readonly string[]): DateRange[] {
  if (part === 'yearly') return periods(sessions, yearOf);
  if (part === 'quarterly') return periods(sessions, quarterOf);
  if (part.startsWith('rolling:')) return rolling(part, sessions);
  const [start, end, ...rest] = part.split('..');
  if (start === undefined || end === undefined || rest.length > 0)
    throw malformedRange(part, 'the form is not recognised');
  for (const date of [start, end]) if (!isCalendarDate(date)) throw malformedRange(part, `${date} is not a date`);
  if (start > end) throw malformedRange(part, 'it ends before it starts');
  return [{ start, end }];
}

function periods(sessions: readonly string[], periodOf: (date: string) => DateRange): DateRange[] {
  const found = new Map<string, DateRange>();
  for (const date of sessions) {
    const period = periodOf(date);
    found.set(period.start, period);
  }
  return [...found.values()];
}

function yearOf(date: string): DateRange {
  const year = date.slice(0, 4);
  return { start: `${year}-01-01`, end: `${year}-12-31` };
}

const quarterEnds = ['03-31', '06-30', '09-30', '12-31'];

function quarterOf(date: string): DateRange {
  const year = date.slice(0, 4);
  const quarter = Math.floor((Number(date.slice(5, 7)) - 1) / 3);
  return { start: `${year}-${String(quarter * 3 + 1).padStart(2, '0')}-01`, end: `${year}-${quarterEnds[quarter]}` };
}

function rolling(part: string, sessions: readonly string[]): DateRange[] {
  const match = /^rolling:([1-9]\d*):([1-9]\d*)$/.exec(part);
  if (match === null) throw malformedRange(part, 'a rolling range is rolling:SESSIONS:STEP with whole numbers above 0');
  const window = Number(match[1]);
  const step = Number(match[2]);
  const ranges: DateRange[] = [];
  for (let first = 0; first + window <= sessions.length; first += step) {
    ranges.push({ start: sessions[first] as string, end: sessions[first + window - 1] as string });
  }
  return ranges;
}
