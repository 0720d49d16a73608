const escapes: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', "'": "\\'", '\\': '\\\\' };

/**
 * A query parameter in the text form of the HTTP interface. Dates become text with milliseconds: the engine's own
 * binding cuts them off.
 */
export function parameterText(value: unknown, nested = false): string {
  if (value === null || value === undefined) return nested ? 'NULL' : '\\N';
  if (Array.isArray(value)) return `[${value.map((item) => parameterText(item, true)).join(',')}]`;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  const text = value instanceof Date ? value.toISOString().replace('T', ' ').replace('Z', '') : String(value);
  const escaped = text.replace(/[\t\n\r'\\]/g, (character) => escapes[character] ?? character);
  return nested ? `'${escaped}'` : escaped;
}
