import type { CompanyBooks } from './book.ts';
import type { Entry } from './entry.ts';
import { yearApart } from './durations.ts';
import type { Outcome } from './flows.ts';
import { joined } from './quarters.ts';

/** What is known of a quantity at a moment in time. */
export interface Level {
  readonly latest: Outcome;
  /** The same a year before the latest. */
  readonly yearAgo: Outcome;
}

/** Reads the value at a day, if the books hold one. */
type ReadAt = (end: string) => Entry | undefined;

/**
 * Latest value of a balance from what the books hold now; for every day the first tag of the list that has it.
 *
 * @param notBefore - a latest value before this day is out of date
 */
export function levelOf(books: CompanyBooks, tags: readonly string[], unit: string, notBefore: string): Level {
  const read = firstTag(books, tags, unit);
  return level(read.ends, read.at, notBefore);
}

const noncurrentDebt = ['LongTermDebtNoncurrent', 'LongTermDebtAndCapitalLeaseObligations'];
const currentLongTermDebt = ['LongTermDebtCurrent', 'LongTermDebtAndCapitalLeaseObligationsCurrent'];
const shortTermDebt = ['ShortTermBorrowings', 'CommercialPaper', 'OtherShortTermBorrowings'];

/** Every tag that total debt may be made of. */
export const debtTags = [...noncurrentDebt, ...currentLongTermDebt, ...shortTermDebt, 'DebtCurrent', 'LongTermDebt'];

/**
 * Total debt: long-term debt, noncurrent and current, and short-term borrowings. The current part is `DebtCurrent` where
 * it is reported (it holds both), else current maturities and short-term borrowings as far as they are reported; a
 * company without them has no tag for them, and the tags say what was added. Where no noncurrent part, or no current
 * maturity, is reported, `LongTermDebt` (which includes current maturities) takes the place of both.
 */
export function totalDebt(books: CompanyBooks, unit: string, notBefore: string): Level {
  const noncurrent = firstTag(books, noncurrentDebt, unit);
  const currentLong = firstTag(books, currentLongTermDebt, unit);
  const shortTerm = firstTag(books, shortTermDebt, unit);
  const current = firstTag(books, ['DebtCurrent'], unit);
  const whole = firstTag(books, ['LongTermDebt'], unit);
  const at: ReadAt = (end) => {
    const [long, maturities, total, allCurrent] = [noncurrent, currentLong, whole, current].map((one) => one.at(end));
    if (long !== undefined && allCurrent !== undefined) return sum([long, allCurrent]);
    if (long === undefined && total === undefined) return undefined;
    const longTerm =
      long !== undefined && (maturities !== undefined || total === undefined) ? [long, maturities] : [total];
    return sum([...longTerm, shortTerm.at(end)].filter((part) => part !== undefined));
  };
  return level([...new Set([...noncurrent.ends, ...whole.ends])], at, notBefore);
}

function firstTag(books: CompanyBooks, tags: readonly string[], unit: string): { ends: string[]; at: ReadAt } {
  const values = new Map<string, Entry>();
  for (const tag of tags)
    for (const entry of books.entries(tag, unit))
      if (entry.start === entry.end && !values.has(entry.end)) values.set(entry.end, entry);
  return { ends: [...values.keys()], at: (end) => values.get(end) };
}

function level(ends: readonly string[], at: ReadAt, notBefore: string): Level {
  const latest = ends.reduce((max, end) => (end > max ? end : max), '');
  const found = latest === '' ? undefined : at(latest);
  if (found === undefined) return both({ reason: 'never reported' });
  if (latest < notBefore) return both({ reason: 'not in the latest reports' });
  const earlier = ends
    .filter((end) => yearApart(end, latest))
    .sort()
    .at(-1);
  const yearAgo = earlier === undefined ? undefined : at(earlier);
  return { latest: found, yearAgo: yearAgo ?? { reason: 'no value a year ago' } };
}

function both(outcome: Outcome): Level {
  return { latest: outcome, yearAgo: outcome };
}

function sum(parts: readonly Entry[]): Entry {
  const [first] = parts as [Entry, ...Entry[]];
  if (parts.length === 1) return first;
  return {
    ...first,
    value: parts.reduce((total, part) => total + part.value, 0),
    tag: joined(parts.map((part) => part.tag)),
    accn: joined(parts.map((part) => part.accn)),
    derivation: 'sum of components',
  };
}
