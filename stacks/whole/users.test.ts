import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Sandbox } from '@fm/2-clickhouse/testing';

const root = fileURLToPath(new URL('../../', import.meta.url));
const serve = `${root}libs/warehouse/src/testing/clickhouse/serve.ts`;
const box = new Sandbox();
let url: string;
let server: ChildProcess;

/** The users as the host writes them, in ClickHouse itself. */
describe('a user of ClickHouse', () => {
  beforeAll(async () => {
    expect(box.boot().status).toBe(0);
    const [http, tcp] = [await freePort(), await freePort()];
    url = `http://127.0.0.1:${http}`;
    const folder = box.path('/served');
    mkdirSync(join(folder, 'users.d'), { recursive: true });
    // The process that serves needs a session of its own, as the user that the host removes.
    const users = box.read('/etc/clickhouse-server/users.d/platform.xml').replace('<default remove="remove"/>', '');
    writeFileSync(join(folder, 'users.d/platform.xml'), users);
    writeFileSync(join(folder, 'users.xml'), ownUser);
    const config = join(folder, 'config.xml');
    writeFileSync(config, configOf(http, tcp, join(folder, 'users.xml')));
    server = spawn(process.execPath, [serve, join(folder, 'data'), config, String(http)], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    await new Promise<void>((resolve, reject) => {
      server.stdout?.on('data', (chunk: Buffer) => String(chunk).startsWith('ready') && resolve());
      server.on('close', () => reject(new Error('ClickHouse did not start.')));
    });
    await ask('fm_writer', 'CREATE DATABASE IF NOT EXISTS factors', { database: 'default' });
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => server.on('close', resolve));
    server.stdin?.end();
    await ended;
    box.remove();
  });

  test('that writes makes, fills, changes and drops the tables of its database', async () => {
    const statements = [
      'CREATE TABLE t (a Int32, v UInt64) ENGINE = ReplacingMergeTree(v) ORDER BY a',
      'CREATE TABLE u (a Int32) ENGINE = MergeTree ORDER BY a',
      'CREATE OR REPLACE VIEW w AS SELECT a FROM t',
      'INSERT INTO t VALUES (1, 1)',
      'ALTER TABLE t ADD COLUMN b String',
      'TRUNCATE TABLE u',
      'DROP TABLE u',
      'SELECT count() FROM system.parts',
    ];
    for (const statement of statements) expect(await ask('fm_writer', statement)).toMatchObject({ status: 200 });
  });

  test.each([
    ['files of the host', "SELECT * FROM file('/etc/passwd', 'LineAsString')"],
    ['other servers', "SELECT * FROM url('http://127.0.0.1:1', 'CSV', 'a Int32')"],
    ['other users', "CREATE USER other IDENTIFIED BY 'x'"],
    ['other databases', 'CREATE TABLE default.t (a Int32) ENGINE = MergeTree ORDER BY a'],
  ])('that writes does not reach %s', async (_what, statement) => {
    expect((await ask('fm_writer', statement)).text).toMatch(/ACCESS_DENIED/);
  });

  test('that reads reads, with the settings that the platform gives with every call', async () => {
    const settings = { readonly: '2', max_execution_time: '60', max_result_rows: '20000000', async_insert: '0' };
    expect((await ask('fm_reader', 'SELECT a FROM t', settings)).text).toBe('1\n');
  });

  test.each([
    ['write', 'INSERT INTO t VALUES (2, 1)', /ACCESS_DENIED|READONLY/],
    ['drop', 'DROP TABLE t', /ACCESS_DENIED|READONLY/],
    ['run without an end', 'SELECT 1 SETTINGS max_execution_time = 0', /SETTING_CONSTRAINT_VIOLATION/],
    ['ask for any number of rows', 'SELECT 1 SETTINGS max_result_rows = 0', /SETTING_CONSTRAINT_VIOLATION/],
    ['lift its own limits', 'SELECT 1 SETTINGS readonly = 0', /READONLY/],
    ['reach other servers', "SELECT * FROM url('http://127.0.0.1:1', 'CSV', 'a Int32')", /ACCESS_DENIED|READONLY/],
  ])('that reads may not %s', async (_what, statement, refusal) => {
    expect((await ask('fm_reader', statement)).text).toMatch(refusal);
  });

  test('is asked for the password', async () => {
    expect((await ask('fm_writer', 'SELECT 1', {}, 'wrong')).text).toMatch(/AUTHENTICATION_FAILED/);
    expect((await ask('fm_writer', 'SELECT 1', {}, '')).text).toMatch(/AUTHENTICATION_FAILED/);
  });
});

async function ask(
  user: 'fm_writer' | 'fm_reader',
  statement: string,
  parameters: Record<string, string> = {},
  password = user === 'fm_writer' ? 'writer-password' : 'reader-password',
): Promise<{ status: number; text: string }> {
  const query = new URLSearchParams({ database: 'factors', ...parameters });
  const headers = { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': password };
  const response = await fetch(`${url}/?${String(query)}`, { method: 'POST', body: statement, headers });
  return { status: response.status, text: await response.text() };
}

const ownUser =
  '<clickhouse><profiles><default/></profiles><quotas><default/></quotas><users><default><password></password>' +
  '<networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users></clickhouse>';

function configOf(http: number, tcp: number, users: string): string {
  return (
    `<clickhouse><listen_host>127.0.0.1</listen_host><http_port>${http}</http_port><tcp_port>${tcp}</tcp_port>` +
    `<users_config>${users}</users_config><logger><level>none</level></logger></clickhouse>`
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
