import type { CompanyBooks } from './company-books.ts';
import { addDays, yearApart } from './durations.ts';
import { isEntry, type Entry, type Outcome } from './entry.ts';
import { missingPeriod, sameReport } from './flows.ts';

/** What is known of a quantity at a moment in time. */
export interface Level {
  readonly latest: Outcome;
  /** The same a year before the latest, by the same tag. */
  readonly yearAgo: Outcome;
}

/**
 * Latest value of a balance from what the books hold now, of the day of the latest report: by the first tag of the list
 * that has it, which gives the value a year ago as well.
 */
export function levelOf(books: CompanyBooks, tags: readonly string[], unit: string): Level {
  const values = tagValues(books, tags, unit);
  const latest = levelAt(books, tags, unit, values.ends, values.get);
  if (!isEntry(latest)) return { latest, yearAgo: latest };
  const before = (one: Entry) => yearApart(one.end, latest.end);
  const found = [...books.book(latest.tag, unit).instants.values()].filter(before);
  const ago = found.reduce<Entry | undefined>(
    (last, one) => (last !== undefined && last.end > one.end ? last : one),
    undefined,
  );
  if (ago !== undefined) return { latest, yearAgo: ago };
  const changed = tags.some((tag) => [...books.book(tag, unit).instants.values()].some(before));
  return { latest, yearAgo: { reason: changed ? 'tag_changed' : 'no value a year ago' } };
}

/** Values at moments, each by the first tag of the list that has it. */
export interface TagValues {
  /** Days that any of the tags has. */
  readonly ends: readonly string[];
  get(end: string): Entry | undefined;
}

/** Values of a balance at moments. */
export function tagValues(books: CompanyBooks, tags: readonly string[], unit: string): TagValues {
  const values = tags.map((tag) => books.book(tag, unit).instants);
  return {
    ends: values.flatMap((one) => [...one.keys()]),
    get: (end) => values.find((one) => one.has(end))?.get(end),
  };
}

/**
 * The value at the last of some days that the latest report is about.
 *
 * @param tags - what a value set aside would be filed under
 */
export function levelAt(
  books: CompanyBooks,
  tags: readonly string[],
  unit: string,
  ends: readonly string[],
  at: (end: string) => Entry | undefined,
): Outcome {
  const last = books.reportEnd === undefined ? '' : addDays(books.reportEnd, sameReport);
  const latest = ends
    .filter((end) => end <= last)
    .reduce<string | undefined>((max, end) => (max !== undefined && max > end ? max : end), undefined);
  const missing = missingPeriod(books, tags, unit, latest);
  const found = latest === undefined || missing !== undefined ? undefined : at(latest);
  return found ?? { reason: missing ?? 'never reported' };
}
