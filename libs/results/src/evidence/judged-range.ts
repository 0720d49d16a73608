/**
 * The role of a date range in the verdict: the `sample` carries it, `evidence` is shown beside it, `partial` is evidence of a
 * calendar period that the data do not fill, the `holdout` was sealed while the sample was judged; '' in older runs.
 */
export type RangeRole = 'sample' | 'evidence' | 'partial' | 'holdout' | '';

/** First and last day of a date range, ISO dates. */
export interface RangeDates {
  readonly start: string;
  readonly end: string;
  /** @default '' */
  readonly role?: string;
}

const day = 86_400_000;

/**
 * Of some date ranges the one that a verdict is given on and that is shown first: the sample. Among ranges without one, as
 * of an older run, the longest; a difference of up to three days is none, since a leap year is no longer than another year
 * nor one quarter than another; of equal ones the latest.
 *
 * @param rows - at least one
 */
export function judgedRange<Range extends RangeDates>(rows: readonly Range[]): Range {
  const sample = rows.find(({ role }) => role === 'sample');
  if (sample !== undefined) return sample;
  const before = rows.filter(({ role }) => role !== 'holdout');
  return (before.length > 0 ? before : rows).reduce((best, row) => {
    const longer = daysBetween(row) - daysBetween(best);
    return longer > 3 || (longer >= -3 && row.end > best.end) ? row : best;
  });
}

/** Days from the first to the last of a range. */
export function daysBetween({ start, end }: RangeDates): number {
  return (Date.parse(end) - Date.parse(start)) / day;
}
