export type SortOrder = 'asc' | 'desc';

/** One page of rows and how many there are in all. */
export interface Page<Row> {
  readonly rows: Row[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

/** Rows sorted by a column; missing values come last in either order, ties keep their order. */
export function sortRows<Row>(rows: readonly Row[], key: keyof Row, order: SortOrder): Row[] {
  const sign = order === 'asc' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[key], b[key]];
    if (isMissing(x) || isMissing(y)) return Number(isMissing(x)) - Number(isMissing(y));
    return sign * (x < y ? -1 : x > y ? 1 : 0);
  });
}

/** Cuts page `page` (from 1) out of the rows. */
export function pageOf<Row>(rows: readonly Row[], page: number, pageSize: number): Page<Row> {
  return { rows: rows.slice((page - 1) * pageSize, page * pageSize), total: rows.length, page, pageSize };
}

function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
