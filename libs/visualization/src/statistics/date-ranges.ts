import { daysBetween, judgedRange, type RangeDates } from '@fm/results/evidence';

/** The row over exactly these dates, the longest where only one end is named or none; undefined when there is none. */
export function findRange<Row extends RangeDates>(rows: readonly Row[], window: Partial<RangeDates>): Row | undefined {
  const { start, end } = window;
  const found = rows.filter((row) => (!start || row.start === start) && (!end || row.end === end));
  return found.length === 0 ? undefined : judgedRange(found);
}

/** The range that is much wider than every other one; undefined if no range is. */
export function wholeRange<Row extends RangeDates>(rows: readonly Row[]): Row | undefined {
  if (rows.length === 0) return undefined;
  const longest = judgedRange(rows);
  const others = rows.filter((row) => row.start !== longest.start || row.end !== longest.end);
  const isWhole = others.length > 0 && others.every((row) => daysBetween(row) < 0.75 * daysBetween(longest));
  return isWhole ? longest : undefined;
}
