import type { Settings } from '../settings.ts';

/** What only the HTTP layer of a server knows; it means nothing to the engine and is left out. */
const httpOnly = new Set([
  'wait_end_of_query',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'http_send_progress_interval_ms',
  'http_response_buffer_size',
  'buffer_size',
  'enable_http_compression',
  'http_zlib_compression_level',
  'http_response_compression_method',
  'compress',
  'decompress',
  'default_format',
]);

/**
 * One `SET` statement for the settings and query parameters of a call.
 *
 * @param settings - by name
 * @param parameters - `{name:Type}` values in the text form of the HTTP interface (escaped as in TabSeparated)
 * @returns the statement; settings must not be empty
 */
export function setStatement(settings: Settings, parameters: Readonly<Record<string, string>>): string {
  const assignments = Object.entries(settings)
    .filter(([name]) => !httpOnly.has(name))
    .map(([name, value]) => `${identifier(name)} = ${literal(value)}`);
  for (const [name, text] of Object.entries(parameters)) {
    assignments.push(`${identifier(`param_${name}`)} = ${literal(text)}`);
  }
  return `SET ${assignments.join(', ')}`;
}

/** A name in backquotes, so that no text of a caller is read as SQL. */
export function identifier(name: string): string {
  return `\`${name.replace(/\\/g, '\\\\').replace(/`/g, '\\`')}\``;
}

function literal(value: string | number | boolean): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}
