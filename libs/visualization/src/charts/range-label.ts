import type { RangeDates } from '@fm/results/evidence';
import { wholeRange } from '../statistics/date-ranges.ts';

/** A calendar year as its number, several as `2015 to 2023`, anything else by its months. */
export function rangeLabel({ start, end }: RangeDates): string {
  const [first, last] = [start.slice(0, 4), end.slice(0, 4)];
  if (start.slice(5) === '01-01' && end.slice(5) === '12-31') return first === last ? first : `${first} to ${last}`;
  return `${start.slice(0, 7)} to ${end.slice(0, 7)}`;
}

/** Ranges in the order of an axis: by their dates, a range that spans several others last and named as the whole. */
export function labelledRanges<Row extends RangeDates>(rows: readonly Row[]): { label: string; row: Row }[] {
  const whole = wholeRange(rows);
  const parts = rows.filter((row) => row !== whole);
  return [
    ...parts.map((row) => ({ label: rangeLabel(row), row })),
    ...(whole === undefined
      ? []
      : [{ label: `whole ${whole.start.slice(0, 4)} to ${whole.end.slice(0, 4)}`, row: whole }]),
  ];
}
