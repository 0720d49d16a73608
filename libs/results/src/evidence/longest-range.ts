/** First and last day of a date range, ISO dates. */
export interface RangeDates {
  readonly start: string;
  readonly end: string;
}

const day = 86_400_000;

/**
 * The longest of some date ranges: the one that a verdict is given on and that is shown first. A difference of up to three
 * days is none, since a leap year is no longer than another year nor one quarter than another; of equal ones the latest.
 *
 * @param rows - at least one
 */
export function longestRange<Range extends RangeDates>(rows: readonly Range[]): Range {
  return rows.reduce((best, row) => {
    const longer = daysBetween(row) - daysBetween(best);
    return longer > 3 || (longer >= -3 && row.end > best.end) ? row : best;
  });
}

/** Days from the first to the last of a range. */
export function daysBetween({ start, end }: RangeDates): number {
  return (Date.parse(end) - Date.parse(start)) / day;
}
