import type { CompanyBooks } from './company-books.ts';
import { daysBetween, isQuarter } from './durations.ts';
import { commonFilings, isEntry, joined, type Entry, type Outcome } from './entry.ts';
import type { Flow } from './flows.ts';
import { coverSharesTag, epsTags } from './items.ts';
import type { ShareCounts } from './share-counts.ts';

/**
 * Earnings per share at one moment; see {@link Flow}. Never summed or differenced: where no year is reported, twelve months
 * of income over the diluted shares of the last quarter. The year before counts shares as the same filing states them, so
 * that a split changes both.
 */
export function epsOf(books: CompanyBooks, netIncome: Flow, shares: ShareCounts): Flow {
  const trailing = trailingEps(books, netIncome.trailing, shares);
  const yearAgo = trailingEps(books, netIncome.trailingYearAgo, shares);
  const differs = isEntry(trailing.eps) && isEntry(yearAgo.eps) && !isOneBasis(trailing.by, yearAgo.by);
  return {
    quarter: quarterEps(books, netIncome.quarter, shares),
    trailing: trailing.eps,
    trailingYearAgo: differs ? { reason: 'vintages_differ' } : yearAgo.eps,
  };
}

interface Trailing {
  readonly eps: Outcome;
  /** The fact that says on which count of shares it is. */
  readonly by?: Entry;
}

function isOneBasis(a: Entry | undefined, b: Entry | undefined): boolean {
  return a !== undefined && b !== undefined && a.tag === b.tag && commonFilings([a, b]).length > 0;
}

function trailingEps(books: CompanyBooks, income: Outcome, shares: ShareCounts): Trailing {
  if (!isEntry(income)) return { eps: income };
  const year = epsTags
    .map((tag) => books.periods(tag, 'USD/shares').year(income.end))
    .find((entry) => entry !== undefined);
  if (year !== undefined && shares.isCredible(year)) return { eps: perReceipt(year, shares), by: year };
  const count = shares.forEarnings(income.end);
  if (!isEntry(count)) return { eps: count };
  const which = count.tag === coverSharesTag ? 'shares of the cover page' : 'diluted shares of the last quarter';
  const eps = {
    ...income,
    value: income.value / count.value,
    unit: 'USD/shares',
    tag: `${income.tag} / ${count.tag}`,
    accn: joined([...income.accn.split(' + '), count.accn]),
    derivation: `net income of twelve months over ${which}`,
  };
  return { eps: perReceipt(eps, shares), by: count };
}

function quarterEps(books: CompanyBooks, income: Outcome, shares: ShareCounts): Outcome {
  const found = isEntry(income)
    ? epsTags
        .flatMap((tag) => books.entries(tag, 'USD/shares'))
        .find((one) => one.end === income.end && isQuarter(daysBetween(one.start, one.end)))
    : undefined;
  if (found === undefined) return { reason: 'not reported for the quarter' };
  return shares.isCredible(found) ? perReceipt(found, shares) : { reason: 'off_by_a_power_of_ten' };
}

/** An amount for what is traded: the ordinary shares of a depositary receipt earn together. */
function perReceipt(eps: Entry, shares: ShareCounts): Entry {
  const ratio = shares.receiptRatio(eps.end);
  if (ratio === 1) return eps;
  return { ...eps, value: eps.value * ratio, derivation: `${eps.derivation}, ${ratio} shares for one receipt` };
}
