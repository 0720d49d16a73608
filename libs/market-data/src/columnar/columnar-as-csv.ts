import { maxRows } from '../parse/parse-csv.ts';
import { type ColumnarFault, readColumnar } from './read-columnar.ts';

/** Columns that pandas makes of two levels of names: `('Close', 'AAPL')`. */
const twoLevels = /^\('([^']*)', '([^']*)'\)$/;

/**
 * The table of a Parquet or Arrow file as CSV, so that every form of price files is read from it alike. Columns of two
 * levels, as pandas writes those of yfinance, become the lines of names that yfinance writes.
 */
export async function columnarAsCsv(bytes: Buffer): Promise<{ readonly text: string } | ColumnarFault> {
  const table = await readColumnar(bytes, maxRows);
  if ('code' in table) return table;
  const [header, ...records] = table.map(({ fields }) => fields);
  const lines = [...headerLines(header ?? []), ...records].map((fields) => fields.map(cell).join(','));
  return { text: `${lines.join('\n')}\n` };
}

function headerLines(names: readonly string[]): string[][] {
  const levels = names.map((name) => twoLevels.exec(name));
  if (!levels.some((level) => level !== null)) return [[...names]];
  const line = (first: string, at: number) =>
    names.map((name, index) => (index === 0 ? first : (levels[index]?.[at] ?? name)));
  return [line('Price', 1), line('Ticker', 2), names.map((_, index) => (index === 0 ? 'Date' : ''))];
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
