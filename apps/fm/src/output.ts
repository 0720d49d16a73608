/** How results are written to standard output. */
export type OutputFormat = 'table' | 'json' | 'csv';

export const outputFormats: readonly OutputFormat[] = ['table', 'json', 'csv'];

/** A cell of a table: missing is null. */
export type Cell = string | number | boolean | null;

/** One column: its heading, and how a row fills it. */
export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => Cell;
  /** Text of the cell in a table for people. @default the shortest exact form */
  readonly text?: (row: Row) => string;
}

/** Writes one line to standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes one line to standard error, where everything that is no result goes. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Rows as an aligned table for people; numbers are right-aligned. Linear in the rows: a big run has thousands. */
export function tableOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = columns.map((column) => [
    column.heading,
    ...rows.map((row) => column.text?.(row) ?? plain(column.cell(row))),
  ]);
  const padded = cells.map((texts, at) => {
    const width = texts.reduce((most, text) => Math.max(most, text.length), 0);
    const isNumeric = rows.some((row) => typeof columns[at]?.cell(row) === 'number');
    return texts.map((text) => (isNumeric ? text.padStart(width) : text.padEnd(width)));
  });
  const lines = ['', ...rows].map((_, line) =>
    padded
      .map((texts) => texts[line])
      .join('  ')
      .trimEnd(),
  );
  return lines.join('\n');
}

/** Rows as CSV with a header line (RFC 4180); a missing cell is empty. */
export function csvOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = [
    columns.map((column) => quoted(column.heading)),
    ...rows.map((row) => columns.map((column) => quoted(plain(column.cell(row))))),
  ];
  return lines.map((line) => line.join(',')).join('\n');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function plain(cell: Cell): string {
  return cell === null ? '' : String(cell);
}

/** A number with fixed digits for people; `-` where it is missing. */
export function digits(value: number | null, places: number): string {
  return value === null ? '-' : value.toFixed(places);
}

/** A fraction as a percentage for people; `-` where it is missing. */
export function percent(value: number | null, places = 1): string {
  return value === null ? '-' : `${(value * 100).toFixed(places)}%`;
}
