import type { CompanyBooks, TagPeriods } from './book.ts';
import type { Entry } from './entry.ts';
import { daysBetween, yearApart } from './durations.ts';
import { joined } from './quarters.ts';

/** A value, or the reason why there is none. */
export type Outcome = Entry | { readonly reason: string };

export function isEntry(outcome: Outcome): outcome is Entry {
  return 'value' in outcome;
}

/** What is known of a quantity that adds up over time, at one moment. */
export interface Flow {
  /** The latest quarter. */
  readonly quarter: Outcome;
  /** The twelve months up to the same day. */
  readonly trailing: Outcome;
  /** The twelve months up to a year before that day. */
  readonly trailingYearAgo: Outcome;
}

const contiguous = 7;

/**
 * Latest quarter and trailing twelve months of a flow from what the books hold now.
 *
 * For every period the first tag of the list that has it is used. Twelve months are a reported year, else four quarters
 * in a row; one tag for all four where any has them, else the first tag of each quarter. Nothing is ever differenced
 * across tags.
 *
 * @param tags - in order of preference
 * @param notBefore - a latest period that ends before this day is out of date. @default any
 */
export function flowOf(books: CompanyBooks, tags: readonly string[], unit: string, notBefore = ''): Flow {
  const periods = tags.map((tag) => books.periods(tag, unit));
  const ends = periods.flatMap(({ quarters, years }) => [...quarters.keys(), ...years.keys()]);
  const latest = ends.reduce((max, end) => (end > max ? end : max), '');
  if (latest === '') return all({ reason: 'never reported' });
  if (latest < notBefore) return all({ reason: 'not in the latest reports' });
  const yearAgo = ends
    .filter((end) => yearApart(end, latest))
    .sort()
    .at(-1);
  return {
    quarter: firstOf(periods, (one) => one.quarters.get(latest)) ?? {
      reason: 'no quarter ends with the latest period',
    },
    trailing: trailingAt(periods, latest),
    trailingYearAgo: yearAgo === undefined ? { reason: 'no period a year ago' } : trailingAt(periods, yearAgo),
  };
}

function all(outcome: Outcome): Flow {
  return { quarter: outcome, trailing: outcome, trailingYearAgo: outcome };
}

function trailingAt(periods: readonly TagPeriods[], end: string): Outcome {
  const year = firstOf(periods, (one) => one.years.get(end));
  if (year !== undefined) return year;
  const ofOneTag = firstOf(periods, (one) => fourQuarters((day) => quarterNear([one], day), end));
  const ofAnyTag = () => fourQuarters((day) => quarterNear(periods, day), end);
  return ofOneTag ?? ofAnyTag() ?? { reason: 'fewer than four quarters in a row' };
}

/** The sum of the quarter that ends at `end` and the three before it. */
function fourQuarters(quarterAt: (end: string) => Entry | undefined, end: string): Entry | undefined {
  const quarters: Entry[] = [];
  for (let day = end; quarters.length < 4;) {
    const quarter = quarterAt(day);
    if (quarter === undefined) return undefined;
    quarters.unshift(quarter);
    day = dayBefore(quarter.start);
  }
  const [first, last] = [quarters[0] as Entry, quarters[3] as Entry];
  return {
    start: first.start,
    end: last.end,
    value: quarters.reduce((sum, quarter) => sum + quarter.value, 0),
    tag: joined(quarters.map((quarter) => quarter.tag)),
    unit: last.unit,
    accn: joined(quarters.flatMap((quarter) => quarter.accn.split(' + '))),
    derivation: 'sum of four quarters',
  };
}

/** The quarter that ends at the day, else the one nearest to it within a week. */
function quarterNear(periods: readonly TagPeriods[], day: string): Entry | undefined {
  const exact = firstOf(periods, (one) => one.quarters.get(day));
  if (exact !== undefined) return exact;
  return firstOf(periods, (one) =>
    [...one.quarters.values()]
      .filter((quarter) => distance(quarter.end, day) <= contiguous)
      .sort((a, b) => distance(a.end, day) - distance(b.end, day))
      .at(0),
  );
}

function distance(a: string, b: string): number {
  return Math.abs(daysBetween(a, b) - 1);
}

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}

function firstOf<Value>(
  periods: readonly TagPeriods[],
  read: (one: TagPeriods) => Value | undefined,
): Value | undefined {
  for (const one of periods) {
    const found = read(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
