import { symbolKind } from '@fm/platform';
import type { SeriesView } from './series-view.ts';

/** Rows below which a series does not say how far apart its rows are. */
const leastRows = 8;
/** Part of the distances that has to be that of a period. */
const regularity = 0.8;

/** Periods longer than a day and the distances of their rows in calendar days, both inclusive. */
const periods: readonly (readonly [string, number, number])[] = [
  ['a week', 5, 9],
  ['two weeks', 12, 16],
  ['a month', 27, 33],
  ['a quarter', 86, 95],
  ['a year', 360, 371],
];

/** The period that the rows of a series are apart where it is not a day; undefined for daily rows. */
export function longerPeriod({ rows, order }: SeriesView): string | undefined {
  if (order.length < leastRows) return undefined;
  const gaps = Array.from(order.subarray(1), (row, at) => rows.day[row]! - rows.day[order[at]!]!);
  const isOf = (from: number, to: number): number => gaps.filter((gap) => gap >= from && gap <= to).length;
  return periods.find(([, from, to]) => isOf(from, to) >= regularity * gaps.length)?.[0];
}

/** Suffixes of markets that trade from Sunday to Thursday. */
const sundayMarkets = /\.(TA|SR|QA|KW|CA)$/;
/** Part of the rows that lies on each day of a week of five. */
const partOfDay = 1 / 5;

/**
 * Whether the days of a stock are each one too early, as stamps of a midnight in another zone make them: it would trade on
 * Sundays and never on Fridays.
 */
export function isShiftedWeek({ rows, symbol, order }: SeriesView): boolean {
  if (order.length < leastRows || symbolKind(symbol) !== 'stock' || sundayMarkets.test(symbol)) return false;
  let [sundays, fridays] = [0, 0];
  for (const row of order) {
    const ofWeek = (((rows.day[row]! + 4) % 7) + 7) % 7;
    if (ofWeek === 0) sundays++;
    else if (ofWeek === 5) fridays++;
  }
  return fridays === 0 && sundays >= (partOfDay / 2) * order.length;
}
