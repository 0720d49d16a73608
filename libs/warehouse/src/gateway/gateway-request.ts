import type { IncomingMessage } from 'node:http';
import type { EngineCall } from '../embedded/engine.ts';
import { statementAndData, wantsData } from '../embedded/insert-statement.ts';
import { bodyStream, wholeBody } from './request-body.ts';

/**
 * Names in an address that are not settings of the engine. A session would outlive its request and is not kept: every
 * request is independent. Roles and quotas belong to users of a server.
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

/**
 * What a request of the ClickHouse HTTP interface asks of the engine. A statement is in the address, in the body, or
 * in both, one continuing the other; data of an insert are the body, or follow the statement in it.
 */
export async function engineCallOf(request: IncomingMessage, address: URLSearchParams): Promise<EngineCall> {
  const inAddress = address.get('query') ?? '';
  const isForm = request.headers['content-type']?.startsWith('multipart/form-data') === true;
  if (!isForm && hasBody(request) && wantsData(inAddress)) {
    return { ...optionsOf(request, [...address]), sql: inAddress, data: bodyStream(request) };
  }
  const body = await wholeBody(request);
  if (isForm) {
    const fields = [...address, ...(await formFields(request, body))];
    return { ...optionsOf(request, fields), sql: new Map(fields).get('query') ?? '' };
  }
  const text = inAddress === '' ? body : body.length === 0 ? Buffer.from(inAddress) : joined(inAddress, body);
  const { sql, data } = statementAndData(text);
  return { ...optionsOf(request, [...address]), sql, ...(data === undefined ? {} : { data }) };
}

function optionsOf(request: IncomingMessage, fields: readonly (readonly [string, string])[]): Omit<EngineCall, 'sql'> {
  const named = new Map(fields);
  const database = named.get('database') ?? header(request, 'x-clickhouse-database');
  const settings = fields.filter(([name]) => !notSettings.has(name) && !name.startsWith('param_'));
  // A GET must not change anything, as on a server.
  if (request.method === 'GET') settings.push(['readonly', '2']);
  const parameters = fields
    .filter(([name]) => name.startsWith('param_'))
    .map(([name, value]) => [name.slice('param_'.length), value]);
  return {
    format: named.get('default_format') ?? header(request, 'x-clickhouse-format') ?? 'TabSeparated',
    settings: Object.fromEntries(settings),
    parameters: Object.fromEntries(parameters) as Record<string, string>,
    ...(database === undefined || database === '' ? {} : { database }),
  };
}

function hasBody(request: IncomingMessage): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

function joined(statement: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${statement}\n`), body]);
}

async function formFields(request: IncomingMessage, body: Buffer): Promise<[string, string][]> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(body), { headers }).formData();
  return [...form].map(([name, value]) => [name, String(value)]);
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
