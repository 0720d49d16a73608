import type { MadeBook } from './make-book.ts';

/** Share of a book that is replaced in each month, one-way: what is bought where it is long only, else half of that. */
export function monthlyTurnover(
  { dates, traded }: Pick<MadeBook, 'dates' | 'traded'>,
  longOnly: boolean,
): { period: string; value: number }[] {
  const sums = new Map<string, number>();
  dates.forEach((date, t) => {
    const month = date.slice(0, 7);
    sums.set(month, (sums.get(month) ?? 0) + (traded[t] as number) / (longOnly ? 2 : 4));
  });
  return [...sums].map(([period, value]) => ({ period, value }));
}
