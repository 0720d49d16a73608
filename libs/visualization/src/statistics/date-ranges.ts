/** First and last day of a date range, ISO dates. */
export interface RangeDates {
  readonly start: string;
  readonly end: string;
}

const day = 86_400_000;

/** The widest of some date ranges, the one that stands for all sessions; of years, quarters and the like the latest. */
export function widestRange<Range extends RangeDates>(rows: readonly Range[]): Range {
  return rows.reduce((best, row) => {
    const longer = lengthOf(row) - lengthOf(best);
    // A leap year is no wider than another year, nor one quarter than another.
    return longer > 3 * day || (longer >= -3 * day && row.end > best.end) ? row : best;
  });
}

/** The row over exactly these dates, the widest where only one end is named or none; undefined when there is none. */
export function findRange<Row extends RangeDates>(rows: readonly Row[], window: Partial<RangeDates>): Row | undefined {
  const { start, end } = window;
  const found = rows.filter((row) => (!start || row.start === start) && (!end || row.end === end));
  return found.length === 0 ? undefined : widestRange(found);
}

/** The range that is much wider than every other one; undefined where none is. */
export function wholeRange<Row extends RangeDates>(rows: readonly Row[]): Row | undefined {
  if (rows.length === 0) return undefined;
  const widest = widestRange(rows);
  const others = rows.filter((row) => row.start !== widest.start || row.end !== widest.end);
  return others.length > 0 && others.every((row) => lengthOf(row) < 0.75 * lengthOf(widest)) ? widest : undefined;
}

function lengthOf({ start, end }: RangeDates): number {
  return Date.parse(end) - Date.parse(start);
}
