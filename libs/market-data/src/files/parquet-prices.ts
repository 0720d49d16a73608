import { parquetMetadataAsync } from 'hyparquet';
import { messageOf } from '@fm/platform';
import { maxRows } from '../parse/parse-csv.ts';
import { readParquet } from '../values/read-parquet.ts';

/** Whether bytes begin as a Parquet file does. */
export function isParquet(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 4)).toString('latin1') === 'PAR1';
}

/** A Parquet file as the CSV with the same table, or why it cannot be read. */
export type ParquetText =
  { readonly text: string } | { readonly code: 'FILE_TOO_LARGE' | 'FILE_BINARY'; readonly what: string };

/** Columns that pandas makes of two levels of names: `('Close', 'AAPL')`. */
const twoLevels = /^\('([^']*)', '([^']*)'\)$/;

/**
 * The table of a Parquet file as CSV, so that every form of price files is read from it alike. Columns of two levels, as
 * pandas writes those of yfinance, become the lines of names that yfinance writes.
 */
export async function parquetAsCsv(bytes: Buffer): Promise<ParquetText> {
  try {
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const { num_rows: rows } = await parquetMetadataAsync(file);
    if (rows > maxRows) return { code: 'FILE_TOO_LARGE', what: `the file has ${rows} rows, more than ${maxRows}` };
  } catch (thrown) {
    return { code: 'FILE_BINARY', what: `the file cannot be read as Parquet: ${messageOf(thrown)}` };
  }
  const table = await readParquet(bytes);
  if (typeof table === 'string') return { code: 'FILE_BINARY', what: table };
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
