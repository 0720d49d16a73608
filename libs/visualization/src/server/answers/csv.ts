import { csvLine, type CsvValue } from '@fm/platform/csv';

/**
 * Rows as CSV (RFC 4180); see {@link csvLine}.
 *
 * @param keys - columns in order; nested values are written as JSON
 */
export function toCsv(keys: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): string {
  return [keys, ...rows.map((row) => keys.map((key) => valueOf(row[key])))]
    .map((cells) => `${csvLine(cells)}\r\n`)
    .join('');
}

function valueOf(value: unknown): CsvValue {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as CsvValue);
}
