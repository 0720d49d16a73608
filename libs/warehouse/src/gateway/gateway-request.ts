import type { IncomingMessage } from 'node:http';
import type { EngineCall } from '../embedded/engine.ts';
import { statementAndData } from './insert-statement.ts';

/**
 * Names in an address that are no settings of the engine. A session would outlive its request and is not kept: every
 * request stands alone. Roles and quotas belong to users of a server.
 */
const notSettings = new Set([
  'query',
  'query_id',
  'database',
  'default_format',
  'user',
  'password',
  'session_id',
  'session_timeout',
  'session_check',
  'role',
  'quota_key',
  'stacktrace',
  'client_protocol_version',
]);

/** What a request of the ClickHouse HTTP interface asks of the engine. */
export async function engineCallOf(
  request: IncomingMessage,
  address: URLSearchParams,
  body: Buffer,
): Promise<EngineCall> {
  const form = await multipartForm(request, body);
  const fields = form === undefined ? [...address] : [...address, ...form];
  const named = new Map(fields);
  const { sql, data } = statementAndData(named.get('query') ?? '', form === undefined ? body : Buffer.alloc(0));
  const database = named.get('database') ?? header(request, 'x-clickhouse-database');
  const settings = fields.filter(([name]) => !notSettings.has(name) && !name.startsWith('param_'));
  // A GET must not change anything, as on a server.
  if (request.method === 'GET') settings.push(['readonly', '2']);
  const parameters = fields
    .filter(([name]) => name.startsWith('param_'))
    .map(([name, value]) => [name.slice('param_'.length), value]);
  return {
    sql,
    format: named.get('default_format') ?? header(request, 'x-clickhouse-format') ?? 'TabSeparated',
    settings: Object.fromEntries(settings) as Record<string, string>,
    parameters: Object.fromEntries(parameters) as Record<string, string>,
    ...(data === undefined ? {} : { data }),
    ...(database === undefined || database === '' ? {} : { database }),
  };
}

async function multipartForm(request: IncomingMessage, body: Buffer): Promise<[string, string][] | undefined> {
  const type = request.headers['content-type'];
  if (!type?.startsWith('multipart/form-data')) return undefined;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  return [...form].map(([name, value]) => [name, String(value)]);
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
