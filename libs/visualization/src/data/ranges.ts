import { judgedRange, type RangeDates } from '@fm/results/evidence';
import { unknownRange } from '../errors.ts';
import { findRange } from '../statistics/date-ranges.ts';
import type { Window } from './window.ts';

/**
 * The row over exactly these dates; without dates the longest.
 *
 * @throws RANGE_NOT_FOUND when the run has no such range
 */
export function rowOfRange<Row extends RangeDates>(rows: readonly Row[], window: Window): Row {
  const found = findRange(rows, window);
  if (found !== undefined) return found;
  throw unknownRange(
    window.start,
    window.end,
    rows.map((row) => `${row.start} to ${row.end}`),
  );
}

/** The period of a series: the dates asked for, any dates; without dates those of the longest range. */
export function periodOf(rows: readonly RangeDates[], window: Window): Window {
  if (window.start !== undefined || window.end !== undefined) return window;
  const { start, end } = judgedRange(rows);
  return { start, end };
}
