/**
 * Rows as CSV (RFC 4180). A text that a spreadsheet would take for a formula is preceded by an apostrophe.
 *
 * @param keys - columns in order; nested values are written as JSON
 */
export function toCsv(keys: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): string {
  return [keys, ...rows.map((row) => keys.map((key) => row[key]))]
    .map((cells) => `${cells.map(cellOf).join(',')}\r\n`)
    .join('');
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
