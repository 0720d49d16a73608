import { addableDrift, commonBasis } from './basis.ts';
import type { CompanyBooks } from './company-books.ts';
import { addDays, distance, yearApart } from './durations.ts';
import { commonFilings, isEntry, type Entry, type Outcome } from './entry.ts';
import type { FlowConcept } from './items.ts';
import type { TagPeriods } from './tag-periods.ts';
import { totalFirst } from './total.ts';
import { trailingAt } from './trailing.ts';

/** What is known of a quantity that adds up over time, at one moment. */
export interface Flow {
  /** The latest quarter. */
  readonly quarter: Outcome;
  /** The twelve months up to the same day. */
  readonly trailing: Outcome;
  /** The twelve months up to a year before that day, of the same tag and vintage. */
  readonly trailingYearAgo: Outcome;
}

/** Days by which the periods of a company's figures may lie apart and still be of one report. */
export const sameReport = 10;

/** Days for which a value was reported before it counts as dropped from the reports: a year and two weeks. */
export const longestSilence = 380;

/** A tag as a source of one flow. */
interface Source {
  readonly tag: string;
  readonly periods: TagPeriods;
}

/**
 * Latest quarter and trailing twelve months of a flow from what the books hold now, of the period of the latest report. One
 * tag is used for all of it: of those that have the period the one that is the company's total, see {@link totalFirst}.
 * Nothing is ever differenced or added across tags.
 */
export function flowOf(books: CompanyBooks, concept: FlowConcept, unit: string): Flow {
  const sources = concept.tags.map((tag): Source => ({ tag, periods: books.periods(tag, unit) }));
  const latest = latestEnd(sources, books.reportEnd);
  const late = missingPeriod(books, concept.tags, unit, latest);
  if (latest === undefined || late !== undefined) return all({ reason: late ?? 'never reported' });
  const there = sources.filter(({ periods }) => periods.ends.has(latest));
  const order = totalFirst(
    books,
    concept,
    unit,
    latest,
    there.map(({ tag }) => tag),
  );
  if (!Array.isArray(order)) return all(order);
  const nonNegative = concept.nonNegative === true;
  const best = bestOf(
    order.map((tag) => there.find((one) => one.tag === tag) as Source),
    ({ tag, periods }) => {
      const trailing = trailingAt(periods, latest, nonNegative);
      return { tag, periods, trailing, yearAgo: yearAgoOf(periods, trailing, latest, nonNegative) };
    },
  );
  const others = sources.filter(({ tag }) => tag !== best.tag);
  const quarter = best.periods.quarter(latest, nonNegative);
  const isRecent = (end: string): boolean => end < latest && distance(end, latest) <= longestSilence;
  return {
    quarter: inBounds(concept, quarter ?? { reason: 'no quarter ends with the latest period' }),
    trailing: inBounds(concept, changedTag(best, best.trailing, others, isRecent)),
    trailingYearAgo: inBounds(
      concept,
      changedTag(best, best.yearAgo, others, (end) => yearApart(end, latest)),
    ),
  };
}

/** An expense that is never negative is given with the other sign where it is: in every form, or its history would tell. */
function inBounds({ nonNegative, isExpense }: FlowConcept, outcome: Outcome): Outcome {
  const isTurned = nonNegative === true && isExpense === true && isEntry(outcome) && outcome.value < 0;
  return isTurned ? { reason: 'out_of_bounds' } : outcome;
}

/** Twelve months of a tag, and those a year before. */
interface Found extends Source {
  readonly trailing: Outcome;
  readonly yearAgo: Outcome;
}

/** The first tag with both twelve months, else the first with the latest, else the first. */
function bestOf(sources: readonly Source[], find: (source: Source) => Found): Found {
  const found: Found[] = [];
  for (const source of sources) {
    const one = find(source);
    if (isEntry(one.trailing) && isEntry(one.yearAgo)) return one;
    found.push(one);
  }
  return found.find((one) => isEntry(one.trailing)) ?? (found[0] as Found);
}

function all(outcome: Outcome): Flow {
  return { quarter: outcome, trailing: outcome, trailingYearAgo: outcome };
}

function latestEnd(sources: readonly Source[], reportEnd: string | undefined): string | undefined {
  const last = reportEnd === undefined ? '' : addDays(reportEnd, sameReport);
  let latest: string | undefined;
  for (const { periods } of sources)
    for (const end of periods.ends) if (end <= last && (latest === undefined || end > latest)) latest = end;
  return latest;
}

/** Why a quantity has no value for the latest report: it was set aside, or is older, or was never reported. */
export function missingPeriod(
  books: CompanyBooks,
  tags: readonly string[],
  unit: string,
  latest: string | undefined,
): string | undefined {
  const { reportEnd } = books;
  if (reportEnd === undefined) return 'never reported';
  const lastDay = latest ?? '';
  if (lastDay !== '' && distance(lastDay, reportEnd) <= sameReport) return undefined;
  const aside = tags.map((tag) => books.book(tag, unit).asideReason(reportEnd, sameReport)).find(Boolean);
  if (aside !== undefined) return aside;
  if (latest === undefined) return 'never reported';
  return distance(latest, reportEnd) <= longestSilence ? 'periods_differ' : 'not in the latest reports';
}

/** The twelve months a year before others: of the same vintage, and of reported years both as one filing states them. */
function yearAgoOf(periods: TagPeriods, trailing: Outcome, latest: string, nonNegative: boolean): Outcome {
  const ends = [...periods.ends].filter((end) => yearApart(end, latest)).sort();
  const end = ends.at(-1);
  if (end === undefined) return { reason: 'no period a year ago' };
  const ago = trailingAt(periods, end, nonNegative);
  if (!isEntry(ago) || !isEntry(trailing)) return ago;
  if (isReportedYear(ago) && isReportedYear(trailing) && commonFilings([ago, trailing]).length === 0)
    return { reason: 'vintages_differ' };
  const bases = [ago.basis, trailing.basis];
  const agree = commonBasis(bases) !== undefined || periods.vintages.driftBetween(bases) <= addableDrift;
  return agree ? ago : { reason: 'vintages_differ' };
}

function isReportedYear(entry: Entry): boolean {
  return entry.derivation === 'reported';
}

/** Says of a value that is not there that another tag held the period, and the years it would need. */
function changedTag(
  own: Source,
  outcome: Outcome,
  others: readonly Source[],
  isNeeded: (end: string) => boolean,
): Outcome {
  if (isEntry(outcome) || ['vintages_differ', 'out_of_bounds'].includes(outcome.reason)) return outcome;
  const holds = ({ periods }: Source) =>
    [...periods.ends].some((end) => isNeeded(end) && hasTwelveMonths(periods, end));
  return !holds(own) && others.some(holds) ? { reason: 'tag_changed' } : outcome;
}

function hasTwelveMonths(periods: TagPeriods, end: string): boolean {
  return isEntry(trailingAt(periods, end, false));
}
