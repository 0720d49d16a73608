import { readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { EmbeddedEngine } from '../embedded/engine.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { startGateway, type Gateway } from './gateway.ts';

const credentials = { user: 'fm', password: 'päss:word' };
const { folder, remove } = temporaryFolder();
let engine: EmbeddedEngine;
let gateway: Gateway;

beforeAll(async () => {
  engine = await EmbeddedEngine.open(join(folder, 'engine'));
  gateway = await startGateway(engine, credentials);
});

afterAll(async () => {
  await gateway.close();
  await engine.close();
  remove();
});

beforeEach(() => engine.run({ sql: 'CREATE OR REPLACE TABLE t (a String, b UInt32) ENGINE = MergeTree ORDER BY b' }));

const basic = `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

async function ask(query: Record<string, string>, init: RequestInit = {}): Promise<Answer> {
  const url = `${gateway.url}/?${new URLSearchParams(query).toString()}`;
  const headers = { authorization: basic, ...(init.headers as Record<string, string>) };
  const response = await fetch(url, { ...init, headers });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const stored = async () =>
  (await engine.run({ sql: 'SELECT hex(a), b FROM t ORDER BY b, a', format: 'TSV' })).bytes.toString();

describe('the statement', () => {
  test('can stand in the address', async () => {
    expect(await ask({ query: 'SELECT 1 + 1' })).toMatchObject({ status: 200, text: '2\n' });
  });

  test('can stand in the body', async () => {
    expect((await ask({}, { method: 'POST', body: "SELECT 'ü'" })).text).toBe('ü\n');
  });

  test('can begin in the address and continue in the body', async () => {
    expect((await ask({ query: 'SELECT 1' }, { method: 'POST', body: ', 2' })).text).toBe('1\t2\n');
  });

  test('can come as a form with its parameters', async () => {
    const body = new FormData();
    body.set('query', 'SELECT {x:Array(String)}');
    body.set('param_x', "['a','b']");
    expect((await ask({}, { method: 'POST', body })).text).toBe("['a','b']\n");
  });

  test('has its format from the FORMAT clause, the address or the header', async () => {
    const json = '{"x":1}\n';
    expect((await ask({ query: 'SELECT 1 AS x FORMAT JSONEachRow' })).text).toBe(json);
    expect((await ask({ query: 'SELECT 1 AS x', default_format: 'JSONEachRow' })).text).toBe(json);
    const headers = { 'x-clickhouse-format': 'JSONEachRow' };
    expect((await ask({ query: 'SELECT 1 AS x' }, { headers })).text).toBe(json);
  });

  test('has parameters, settings and a database from the address', async () => {
    await engine.run({ sql: 'CREATE DATABASE IF NOT EXISTS other' });
    const query = "SELECT {x:String}, getSetting('max_threads'), currentDatabase()";
    const answer = await ask({ query, param_x: 'a\\tb\'"', max_threads: '1', database: 'other' });
    expect(answer.text).toBe('a\\tb\\\'"\t1\tother\n');
  });

  test('cannot write when it comes with GET', async () => {
    const answer = await ask({ query: "INSERT INTO t VALUES ('a', 1)", readonly: '0' });
    expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('Code: 164') });
    expect(await stored()).toBe('');
  });
});

describe('the data of an insert', () => {
  const rowBinary = Buffer.concat([Buffer.from([4, 0xff, 0x0a, 0x0a, 0x80]), Buffer.from([7, 0, 0, 0])]);

  test('can be the body', async () => {
    const query = 'INSERT INTO t (a, b) FORMAT RowBinary';
    const answer = await ask({ query }, { method: 'POST', body: rowBinary });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.headers.get('x-clickhouse-summary') ?? '')).toMatchObject({ written_rows: '1' });
    expect(await stored()).toBe('FF0A0A80\t7\n');
  });

  test('can follow the statement in the body', async () => {
    const body = Buffer.concat([Buffer.from('INSERT INTO t (a, b) FORMAT RowBinary\n'), rowBinary]);
    expect((await ask({}, { method: 'POST', body })).status).toBe(200);
    expect(await stored()).toBe('FF0A0A80\t7\n');
  });

  test('can be text with empty lines, and VALUES', async () => {
    await ask({}, { method: 'POST', body: 'INSERT INTO t FORMAT JSONEachRow {"a":"x","b":1}\n\n{"a":"y","b":2}\n' });
    await ask({}, { method: 'POST', body: "INSERT INTO t VALUES ('p\n\nq', 3)" });
    expect(await stored()).toBe('78\t1\n79\t2\n700A0A71\t3\n');
  });

  test.each(['gzip', 'identity'])('can be compressed: %s', async (encoding) => {
    const body = encoding === 'gzip' ? gzipSync(rowBinary) : rowBinary;
    const headers = { 'content-encoding': encoding };
    const answer = await ask({ query: 'INSERT INTO t FORMAT RowBinary' }, { method: 'POST', body, headers });
    expect(answer.status).toBe(200);
    expect(await stored()).toBe('FF0A0A80\t7\n');
  });

  test('that are cut off leave nothing', async () => {
    const body = gzipSync(rowBinary).subarray(0, 15);
    const headers = { 'content-encoding': 'gzip' };
    const answer = await ask({ query: 'INSERT INTO t FORMAT RowBinary' }, { method: 'POST', body, headers });
    expect(answer.status).toBe(500);
    expect(await stored()).toBe('');
  });

  test('that do not parse leave nothing of their block', async () => {
    const body = '{"a":"x","b":1}\n{"a":"y","b":"no number"}\n';
    const answer = await ask({ query: 'INSERT INTO t FORMAT JSONEachRow' }, { method: 'POST', body });
    expect(answer).toMatchObject({ status: 400, text: expect.stringMatching(/^Code: 27\. DB::Exception/) });
    expect(await stored()).toBe('');
  });
});

describe('the answer', () => {
  test('to a wrong statement has status, code header and text of ClickHouse', async () => {
    const answer = await ask({ query: 'SELECT * FROM no_such_table' });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('x-clickhouse-exception-code')).toBe('60');
    expect(answer.text).toMatch(/^Code: 60\. DB::Exception: .*\(UNKNOWN_TABLE\)/s);
  });

  test('is compressed when both sides want it', async () => {
    const url = `${gateway.url}/?enable_http_compression=1&query=SELECT+repeat('a',10000)`;
    const { headers, body } = await rawGet(url, { authorization: basic, 'accept-encoding': 'gzip' });
    expect(headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(body).toString()).toBe(`${'a'.repeat(10_000)}\n`);
  });

  test('carries the query id of the client, but none that could not stand in a header', async () => {
    expect((await ask({ query: 'SELECT 1', query_id: 'mine' })).headers.get('x-clickhouse-query-id')).toBe('mine');
    const odd = await ask({ query: 'SELECT 1', query_id: 'a\r\nb' });
    expect(odd.headers.get('x-clickhouse-query-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('to /ping is Ok, and to any other path there is none', async () => {
    expect(await (await fetch(`${gateway.url}/ping`)).text()).toBe('Ok.\n');
    expect((await fetch(`${gateway.url}/play`, { headers: { authorization: basic } })).status).toBe(404);
    expect((await rawGet(gateway.url, { authorization: basic }, '//x')).status).toBe(404);
  });
});

describe('who may ask', () => {
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['basic authentication', {}, { authorization: basic }],
    ['headers of ClickHouse', {}, { 'x-clickhouse-user': 'fm', 'x-clickhouse-key': encodeURI('plain') }],
    ['the address', credentials, {}],
  ])('%s is understood', async (name, query, headers) => {
    const other = await startGateway(
      engine,
      name.startsWith('headers') ? { user: 'fm', password: 'plain' } : credentials,
    );
    const url = `${other.url}/?${new URLSearchParams({ query: 'SELECT 1', ...query }).toString()}`;
    const response = await fetch(url, { headers });
    expect([response.status, await response.text()]).toEqual([200, '1\n']);
    await other.close();
  });

  test.each<[string, Record<string, string>]>([
    ['no credentials', {}],
    ['a wrong password', { authorization: `Basic ${Buffer.from('fm:wrong').toString('base64')}` }],
    ['a wrong user', { 'x-clickhouse-user': 'default', 'x-clickhouse-key': credentials.password.replace('ä', 'a') }],
  ])('%s are refused', async (_, headers) => {
    const response = await fetch(`${gateway.url}/?query=SELECT+1`, { headers });
    expect(response.status).toBe(403);
    expect(response.headers.get('x-clickhouse-exception-code')).toBe('516');
  });

  test('a page that reaches the port through a name of its own is refused', async () => {
    const headers = { authorization: basic, host: 'attacker.example:80' };
    const { status } = await rawGet(`${gateway.url}/?query=SELECT+1`, headers);
    expect(status).toBe(403);
  });
});

describe('@clickhouse/client attached to the gateway', () => {
  let client: ClickHouseClient;

  beforeAll(() => {
    client = createClient({
      url: gateway.url,
      username: credentials.user,
      password: credentials.password,
      compression: { request: true, response: true },
      log: { level: ClickHouseLogLevel.OFF },
    });
  });

  afterAll(() => client.close());

  test('inserts, selects with parameters, and reads errors', async () => {
    await client.insert({ table: 't', values: [{ a: 'x\n\ny', b: 1 }], format: 'JSONEachRow' });
    const result = await client.query({
      query: 'SELECT * FROM t WHERE b = {b:UInt32}',
      query_params: { b: 1 },
      format: 'JSONEachRow',
    });
    expect(await result.json()).toEqual([{ a: 'x\n\ny', b: 1 }]);
    await expect(client.command({ query: 'DROP TABLE no_such_table' })).rejects.toMatchObject({
      code: '60',
      type: 'UNKNOWN_TABLE',
    });
  });

  test('streams an insert whose length nobody knows before', async () => {
    const rows = Readable.from(
      (function* () {
        for (let b = 0; b < 50_000; b++) yield { a: `row ${b}`, b };
      })(),
    );
    await client.insert({ table: 't', values: rows, format: 'JSONEachRow' });
    const result = await client.query({ query: 'SELECT count() AS n, sum(b) AS s FROM t', format: 'JSONEachRow' });
    expect(await result.json()).toEqual([{ n: '50000', s: '1249975000' }]);
  });

  test('sends many parameters as a form', async () => {
    const ids = Array.from({ length: 5000 }, (_, id) => `id ${id}`);
    const result = await client.query({
      query: 'SELECT length({ids:Array(String)}) AS n',
      query_params: { ids },
      use_multipart_params: true,
      format: 'JSONEachRow',
    });
    expect(await result.json()).toEqual([{ n: '5000' }]);
  });
});

test('a gateway that closes finishes what it has begun and takes nothing more', async () => {
  const other = await startGateway(engine, credentials);
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const body = Readable.from(
    (async function* () {
      yield Buffer.from('{"a":"x","b":1}\n');
      await finished;
      yield Buffer.from('{"a":"y","b":2}\n');
    })(),
  );
  const url = `${other.url}/?query=${encodeURIComponent('INSERT INTO t FORMAT JSONEachRow')}`;
  const headers = { authorization: basic };
  const running = fetch(url, { method: 'POST', headers, body: Readable.toWeb(body) as ReadableStream, duplex: 'half' });
  // The data that came so far are in a file when the gateway has begun.
  while (readdirSync(join(folder, 'engine-spool')).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const closing = other.close();
  await expect(fetch(`${other.url}/ping`)).rejects.toThrow();
  finish();
  expect((await running).status).toBe(200);
  await closing;
  expect(await stored()).toBe('78\t1\n79\t2\n');
});

function rawGet(
  url: string,
  headers: Record<string, string>,
  path = new URL(url).pathname + new URL(url).search,
): Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    httpRequest({ hostname, port, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}
