/** What a cell may hold; missing is an empty cell. */
export type CsvValue = string | number | boolean | null | undefined;

/**
 * A text that begins so is taken for a formula by spreadsheets; ClickHouse and JavaScript read it alike. A lone sign,
 * and a sign before only digits and a point, are not.
 */
export const formulaStart = '^([=@\\t\\r]|[+\\-][\\s\\S]*[^0-9.])';

const formula = new RegExp(formulaStart);

/**
 * A cell of a CSV file (RFC 4180). Numbers are written in full; a text that a spreadsheet would take for a formula is
 * preceded by an apostrophe, so that opening a file never runs what is in it.
 */
export function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of a CSV file, without its end. */
export function csvLine(values: readonly CsvValue[]): string {
  return values.map(csvCell).join(',');
}
