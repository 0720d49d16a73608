import { headerName, type CsvRecord } from '@fm/platform/csv';
import { dateNames, symbolNames } from '../values/values-layout.ts';

/** A table of a columnar file: its columns in their order, and the cells of each row. */
export interface ColumnarTable {
  readonly names: readonly string[];
  readonly rows: Iterable<(name: string) => unknown>;
}

/** An index of pandas that has no name. */
const unnamedIndex = /^__index_level_\d+__$/;

/**
 * The lines of a CSV file with the same table: columns of dates and symbols come first, since pandas writes its index behind
 * the others.
 */
export function recordsOf({ names, rows }: ColumnarTable): CsvRecord[] {
  const ordered = [...names.filter(isIndex), ...names.filter((name) => !isIndex(name))];
  const header = ordered.map((name) => (unnamedIndex.test(name) ? '' : name));
  const table = [header];
  for (const cellOf of rows) table.push(ordered.map((name) => textOf(cellOf(name))));
  return table.map((fields, at) => ({ line: at + 1, fields, text: fields.join(',') }));
}

function isIndex(name: string): boolean {
  const plain = headerName(name);
  return unnamedIndex.test(name) || dateNames.includes(plain) || symbolNames.includes(plain);
}

/** As pandas writes the cell to CSV. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined || Number.isNaN(cell)) return '';
  if (cell instanceof Date) return dayOrMoment(cell.toISOString());
  return String(cell);
}

function dayOrMoment(iso: string): string {
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso;
}
