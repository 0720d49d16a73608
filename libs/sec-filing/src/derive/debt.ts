import type { CompanyBooks } from './company-books.ts';
import { joined, type Entry, type Outcome } from './entry.ts';
import { levelAt, tagValues, type TagValues } from './instants.ts';

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
export function totalDebt(books: CompanyBooks, unit: string): Outcome {
  const [noncurrent, currentLong, shortTerm, current, whole] = [
    noncurrentDebt,
    currentLongTermDebt,
    shortTermDebt,
    ['DebtCurrent'],
    ['LongTermDebt'],
  ].map((tags) => tagValues(books, tags, unit)) as [TagValues, TagValues, TagValues, TagValues, TagValues];
  const at = (end: string): Entry | undefined => {
    const [long, maturities, total, allCurrent] = [noncurrent, currentLong, whole, current].map((one) => one.get(end));
    if (long !== undefined && allCurrent !== undefined) return sum([long, allCurrent]);
    if (long === undefined && total === undefined) return undefined;
    const longTerm =
      long !== undefined && (maturities !== undefined || total === undefined) ? [long, maturities] : [total];
    return sum([...longTerm, shortTerm.get(end)].filter((part) => part !== undefined));
  };
  return levelAt(books, [...noncurrentDebt, 'LongTermDebt'], unit, [...noncurrent.ends, ...whole.ends], at);
}

/**
 * Debt due within a year: `DebtCurrent` where it is reported, else current maturities and short-term borrowings as far as
 * they are reported.
 */
export function currentDebt(books: CompanyBooks, unit: string): Outcome {
  const tags = [['DebtCurrent'], currentLongTermDebt, shortTermDebt];
  const [whole, ...parts] = tags.map((some) => tagValues(books, some, unit)) as [TagValues, ...TagValues[]];
  const at = (end: string): Entry | undefined => {
    const found = parts.map((part) => part.get(end)).filter((part) => part !== undefined);
    return whole.get(end) ?? (found.length === 0 ? undefined : sum(found));
  };
  return levelAt(
    books,
    tags.flat(),
    unit,
    [whole, ...parts].flatMap(({ ends }) => ends),
    at,
  );
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
