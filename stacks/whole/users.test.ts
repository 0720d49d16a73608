import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ServedUsers } from './served-users.ts';

const served = new ServedUsers();
const ask: ServedUsers['ask'] = (...given) => served.ask(...given);

/** The users as the host writes them, in ClickHouse itself. */
describe('a user of ClickHouse', () => {
  beforeAll(() => served.start());
  afterAll(() => served.end());

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
    ['the database as a whole', 'DROP DATABASE factors'],
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
    ['take all of the memory', 'SELECT 1 SETTINGS max_memory_usage = 0', /SETTING_CONSTRAINT_VIOLATION/],
    ['take every processor', 'SELECT 1 SETTINGS max_threads = 64', /SETTING_CONSTRAINT_VIOLATION/],
    [
      'run any number of queries at once',
      'SELECT 1 SETTINGS max_concurrent_queries_for_user = 1000',
      /SETTING_CONSTRAINT_VIOLATION/,
    ],
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
