import { shownOnLine, shownText } from '@fm/platform';
import { csvLine } from '@fm/platform/csv';
import { fitColumns } from './fit-columns.ts';
import { lineWidth, styled, type Style } from './terminal.ts';

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
  /** Left out first where a terminal is too narrow. @default false */
  readonly extra?: boolean;
  /** How the cell looks on a terminal. @default plain */
  readonly style?: (row: Row) => Style | undefined;
}

/**
 * Writes one line to standard output: to a terminal without what it would obey but the styles of {@link tableOf}, to
 * anything else as it is.
 */
export function print(text: string): void {
  process.stdout.write(`${process.stdout.isTTY ? shownStyled(text) : text}\n`);
}

/** A text of which a terminal obeys only colours and weights. */
function shownStyled(text: string): string {
  return text
    .split(/(\u001b\[[0-9;]*m)/)
    .map((part, at) => (at % 2 === 1 ? part : shownText(part)))
    .join('');
}

/** Writes one line to standard error, where everything that is not a result goes. */
export function note(text: string): void {
  process.stderr.write(`${shownText(text)}\n`);
}

/**
 * Rows as an aligned table for people; numbers are right-aligned. On a terminal it fits the width of a line unless all
 * columns are asked for with `--wide`, and says what it leaves out. Linear in the rows: a big run has thousands.
 */
export function tableOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[], line = lineWidth()): string {
  const laid = columns.map((column) => {
    const texts = [column.heading, ...rows.map((row) => shownOnLine(column.text?.(row) ?? plain(column.cell(row))))];
    const width = texts.reduce((most, text) => Math.max(most, text.length), 0);
    const isNumeric = rows.some((row) => typeof column.cell(row) === 'number');
    return { column, texts, width, isNumeric, heading: column.heading, extra: column.extra ?? false };
  });
  const { shown, lastWidth, hidden } = fitColumns(laid, line);
  const last = shown.at(-1);
  const padded = shown.map((at) => {
    const { column, texts, width, isNumeric } = laid[at] as (typeof laid)[number];
    const most = at === last ? lastWidth : width;
    return texts.map((text, place) => {
      const cut = text.length > most ? `${text.slice(0, most - 1)}\u2026` : text;
      const cell = isNumeric ? cut.padStart(most) : cut.padEnd(most);
      const style = place === 0 ? 'bold' : column.style?.(rows[place - 1] as Row);
      return style === undefined ? cell : styled(style, cell);
    });
  });
  const lines = ['', ...rows].map((_, place) =>
    padded
      .map((texts) => texts[place])
      .join('  ')
      .trimEnd(),
  );
  const isCut = last !== undefined && lastWidth < (laid[last] as (typeof laid)[number]).width;
  const cut = isCut ? [`cut to fit: ${(laid[last] as (typeof laid)[number]).heading}`] : [];
  const out = hidden.length > 0 ? [`left out to fit: ${hidden.join(', ')}`] : [];
  if (isCut || hidden.length > 0) lines.push(`(${[...cut, ...out, '--wide shows all'].join('; ')})`);
  return lines.join('\n');
}

/** Rows as CSV with a header line; see {@link csvLine}. Lines end as those of a terminal do. */
export function csvOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = [
    columns.map((column) => column.heading),
    ...rows.map((row) => columns.map((column) => column.cell(row))),
  ];
  return lines.map(csvLine).join('\n');
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
