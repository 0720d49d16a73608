import type { CompanyBooks } from './book.ts';
import type { Entry } from './entry.ts';
import { addDays, daysBetween } from './durations.ts';
import { isEntry, type Flow, type Outcome } from './flows.ts';
import { coverSharesTag, dilutedSharesTags, epsTags } from './items.ts';
import { joined } from './quarters.ts';

/** Earnings per share at one moment; see {@link Flow}. */
export function epsOf(books: CompanyBooks, netIncome: Flow): Flow {
  const periods = epsTags.map((tag) => books.periods(tag, 'USD/shares'));
  const quarterEnd = isEntry(netIncome.quarter) ? netIncome.quarter.end : undefined;
  const reported = (end: string) =>
    epsTags.flatMap((tag) => books.entries(tag, 'USD/shares')).find((entry) => entry.end === end && isQuarter(entry));
  const trailing = (income: Outcome): Outcome => {
    if (!isEntry(income)) return income;
    const year = periods.map((one) => one.years.get(income.end)).find((entry) => entry !== undefined);
    if (year !== undefined) return year;
    const shares = dilutedSharesAt(books, income.end);
    if (shares === undefined || shares.value <= 0) return { reason: 'no diluted shares for the period' };
    return {
      ...income,
      value: income.value / shares.value,
      unit: 'USD/shares',
      tag: `${income.tag} / ${shares.tag}`,
      accn: joined([...income.accn.split(' + '), shares.accn]),
      derivation: 'net income of twelve months over diluted shares of the last quarter',
    };
  };
  return {
    quarter: (quarterEnd === undefined ? undefined : reported(quarterEnd)) ?? {
      reason: 'not reported for the quarter',
    },
    trailing: trailing(netIncome.trailing),
    trailingYearAgo: trailing(netIncome.trailingYearAgo),
  };
}

/**
 * Shares outstanding: the cover-page count, unless it was last given for an earlier report (as for companies with
 * several classes of shares, whose counts EDGAR leaves out); then average diluted shares, and the derivation says so.
 *
 * @param anchor - newest balance-sheet date known
 */
export function sharesOutstanding(books: CompanyBooks, anchor: string): Outcome {
  const cover = latest(books.entries(coverSharesTag, 'shares'));
  if (cover !== undefined && cover.end >= addDays(anchor, -60)) return cover;
  const average = latest(dilutedSharesTags.flatMap((tag) => books.entries(tag, 'shares')));
  if (average !== undefined && average.end >= addDays(anchor, -380))
    return { ...average, derivation: 'weighted-average diluted, for want of a current cover-page count' };
  return { reason: cover === undefined && average === undefined ? 'never reported' : 'not in the latest reports' };
}

function dilutedSharesAt(books: CompanyBooks, end: string): Entry | undefined {
  return latest(dilutedSharesTags.flatMap((tag) => books.entries(tag, 'shares')).filter((entry) => entry.end === end));
}

/** The entry with the latest end, of several the one with the latest start. */
function latest(entries: readonly Entry[]): Entry | undefined {
  return entries.reduce<Entry | undefined>(
    (best, entry) =>
      best === undefined || entry.end > best.end || (entry.end === best.end && entry.start > best.start) ? entry : best,
    undefined,
  );
}

function isQuarter(entry: Entry): boolean {
  const days = daysBetween(entry.start, entry.end);
  return days >= 70 && days <= 120;
}
