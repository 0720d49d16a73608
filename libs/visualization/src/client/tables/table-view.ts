import type { DataTable } from '../../charts/model.ts';
import { formatValue } from '../../format.ts';

/** The visible part of a table. */
export interface TableView {
  /** Key of the column it is sorted by; empty leaves the rows as they came. */
  readonly sort: string;
  readonly order: 'asc' | 'desc';
  /** Text that a cell of a row must hold. */
  readonly search: string;
  /** From 1. */
  readonly page: number;
}

export const firstView: TableView = { sort: '', order: 'asc', search: '', page: 1 };

/** Rows on a page. */
const pageSize = 100;

/** Number of rows above which a table can be searched. */
export const searchedFrom = 15;

/** The rows of a page of a table, searched and sorted, and how many rows there are on all its pages. */
export function viewOf({ columns, rows }: DataTable, { sort, order, search, page }: TableView) {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const textOf = (row: DataTable['rows'][number]) =>
    columns
      .map(({ key, quantity }) => formatValue(row[key], quantity))
      .join(' ')
      .toLowerCase();
  const found =
    words.length === 0 ? [...rows] : rows.filter((row) => words.every((word) => textOf(row).includes(word)));
  if (sort !== '') found.sort((a, b) => compareCells(a[sort], b[sort], order === 'asc' ? 1 : -1));
  const last = Math.max(1, Math.ceil(found.length / pageSize));
  const shown = Math.min(page, last);
  return { rows: found.slice((shown - 1) * pageSize, shown * pageSize), total: found.length, page: shown, pageSize };
}

/** Numbers by size, texts by letters; missing values come last in either order. */
export function compareCells(a: unknown, b: unknown, direction: 1 | -1): number {
  const [isMissingA, isMissingB] = [isMissing(a), isMissing(b)];
  if (isMissingA || isMissingB) return Number(isMissingA) - Number(isMissingB);
  if (typeof a === 'number' && typeof b === 'number') return direction * (a - b);
  return direction * String(a).localeCompare(String(b), 'en', { numeric: true });
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || Number.isNaN(value);
}
