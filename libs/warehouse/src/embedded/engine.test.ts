import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pinnedSettings, readOnlySettings } from '../settings.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { EmbeddedEngine } from './engine.ts';
import { engineErrorText } from './engine-error.ts';

const { folder, remove } = temporaryFolder();
let engine: EmbeddedEngine;

beforeAll(async () => {
  engine = await EmbeddedEngine.open(join(folder, 'engine'));
});

afterAll(async () => {
  await engine.close();
  remove();
});

const text = async (sql: string, settings?: Record<string, string | number>) =>
  (await engine.run({ sql, ...(settings === undefined ? {} : { settings }) })).bytes.toString().trim();

describe('the guards against the defects of the embedded engine', () => {
  test('parts that were merged into others are removed while a short command still runs', async () => {
    await engine.run({ sql: 'CREATE TABLE merged (x UInt8) ENGINE = MergeTree ORDER BY x' });
    for (let n = 0; n < 8; n++) await engine.run({ sql: `INSERT INTO merged SELECT ${n}` });
    await engine.run({ sql: 'OPTIMIZE TABLE merged FINAL' });
    const left = () => text("SELECT count() FROM system.parts WHERE table = 'merged' AND NOT active");
    const begun = performance.now();
    while ((await left()) !== '0') {
      // The engine's own default is thirty seconds.
      if (performance.now() - begun > 20_000) throw new Error(`${await left()} parts are left`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });

  test('a worker thread is refused', async () => {
    const script = new URL('../testing/open-in-worker.ts', import.meta.url);
    const worker = new Worker(script, { workerData: join(folder, 'engine'), execArgv: [] });
    expect(await once(worker, 'message')).toEqual(['WAREHOUSE_IN_WORKER_THREAD']);
    await worker.terminate();
  });

  test('one call runs at a time', async () => {
    const running = 'SELECT count() FROM system.processes';
    const slow = engine.run({ sql: 'SELECT sleep(0.3)' });
    const counts = await Promise.all([text(running), text(running)]);
    await slow;
    expect(counts).toEqual(['1', '1']);
  });

  test('rows of a SELECT that failed are not in the next result', async () => {
    const failing = 'SELECT number, throwIf(number = 70000) FROM numbers(100000) SETTINGS max_block_size = 1000';
    const results = await Promise.allSettled([engine.run({ sql: failing }), text('SELECT 42'), text('SELECT 43')]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(results.slice(1)).toMatchObject([{ value: '42' }, { value: '43' }]);
  });

  test('a setting of one call is not there in the next', async () => {
    const sql = "SELECT getSetting('max_result_rows')";
    expect(await text(sql, { max_result_rows: 12345 })).toBe('12345');
    expect(await text(sql)).toBe('0');
    await engine.run({ sql: 'SET max_result_rows = 999' });
    expect(await text(sql)).toBe('0');
  });

  test('a deduplication token of one insert does not swallow the next', async () => {
    await engine.run({
      sql: 'CREATE TABLE tokens (x UInt8) ENGINE = MergeTree ORDER BY x SETTINGS non_replicated_deduplication_window = 9',
    });
    await engine.run({ sql: 'INSERT INTO tokens VALUES (1)', settings: { insert_deduplication_token: 'one' } });
    await engine.run({ sql: 'INSERT INTO tokens VALUES (2)' });
    expect(await text('SELECT groupArray(x) FROM (SELECT x FROM tokens ORDER BY x)')).toBe('[1,2]');
  });

  test('a parameter of one call is not there in the next', async () => {
    await engine.run({ sql: 'SELECT {secret:String}', parameters: { secret: 'a' } });
    const next = engine.run({ sql: 'SELECT {secret:String}' });
    await expect(next.catch((error: unknown) => Promise.reject(new Error(engineErrorText(error))))).rejects.toThrow(
      'Code: 456',
    );
  });

  test.each(Object.entries(pinnedSettings))('every call has the pinned setting %s', async (name, value) => {
    await engine.run({ sql: `SET ${name} = DEFAULT` });
    expect(await text(`SELECT toString(getSetting('${name}'))`)).toMatch(
      typeof value === 'number' ? (value === 0 ? /^(0|false)$/ : /^(1|true)$/) : new RegExp(`^${String(value)}$`),
    );
  });

  test('data with an empty line arrive whole, in every form that an insert has', async () => {
    await engine.run({ sql: 'CREATE TABLE lines (x String) ENGINE = MergeTree ORDER BY x' });
    await engine.run({ sql: 'INSERT INTO lines FORMAT CSV', data: Buffer.from('"a\n\nb"\n"c;\n\n"\n') });
    await engine.run({ sql: 'INSERT INTO lines (x) FORMAT JSONEachRow\n{"x":"d"}\n\n{"x":"e"}' });
    await engine.run({ sql: "INSERT INTO lines VALUES ('f\n\ng')" });
    expect(await text('SELECT hex(x) FROM lines ORDER BY x')).toBe(
      ['a\n\nb', 'c;\n\n', 'd', 'e', 'f\n\ng']
        .map((line) => Buffer.from(line).toString('hex').toUpperCase())
        .join('\n'),
    );
  });

  test('data that are not UTF-8 arrive byte by byte, in pieces cut anywhere', async () => {
    await engine.run({ sql: 'CREATE TABLE bytes (x String) ENGINE = MergeTree ORDER BY x' });
    const value = Buffer.from(Array.from({ length: 100 }, (_, at) => (at * 37 + 128) % 256));
    const body = Buffer.concat([Buffer.from([value.length]), value]);
    const pieces = async function* () {
      for (const byte of body) yield await Promise.resolve(Buffer.from([byte]));
    };
    await engine.run({ sql: 'INSERT INTO bytes (x) FORMAT RowBinary', data: pieces() });
    expect(await text('SELECT hex(x) FROM bytes')).toBe(value.toString('hex').toUpperCase());
  });

  test('an aborted call continues, and the next call comes after its end', async () => {
    await engine.run({ sql: 'CREATE TABLE slow (x UInt64) ENGINE = MergeTree ORDER BY x' });
    const abort = new AbortController();
    const sql = 'INSERT INTO slow SELECT number + sleepEachRow(0.05) FROM numbers(8) SETTINGS max_block_size = 1';
    const aborted = engine.run({ sql, signal: abort.signal });
    setTimeout(() => abort.abort(), 50);
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    expect(await text('SELECT count() FROM slow')).toBe('8');
  });

  test('a call that is aborted before its turn is not run', async () => {
    await engine.run({ sql: 'CREATE TABLE never (x UInt8) ENGINE = MergeTree ORDER BY x' });
    const abort = new AbortController();
    const first = engine.run({ sql: 'SELECT sleep(0.1)' });
    const second = engine.run({ sql: 'INSERT INTO never VALUES (1)', signal: abort.signal });
    abort.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    await first;
    expect(await text('SELECT count() FROM never')).toBe('0');
  });

  test('a result in Native comes by a file with the bytes that the engine would give, and leaves no file behind', async () => {
    const rows = 'SELECT number, toNullable(number / 7) AS share, toString(number % 5) AS word FROM numbers(200000)';
    const lengths: number[] = [];
    for (const select of [rows, `${rows} WHERE word = 'none'`]) {
      const byFile = (await engine.run({ sql: `${select} FORMAT Native` })).bytes;
      // A comment behind the format keeps the statement from going by a file.
      const direct = (await engine.run({ sql: `${select} FORMAT Native -- here` })).bytes;
      expect(Buffer.compare(byFile, direct)).toBe(0);
      lengths.push(byFile.length);
    }
    expect(lengths[0]).toBeGreaterThan(3_000_000);
    const failing = engine.run({ sql: `${rows} WHERE throwIf(number = 190000) = 0 FORMAT Native` });
    await expect(failing).rejects.toBeDefined();
    await engine.run({ sql: `${rows} LIMIT 1 FORMAT Native`, settings: readOnlySettings });
    expect(readdirSync(join(folder, 'engine-spool'))).toEqual([]);
  });

  test('an insert leaves no file behind, whether it worked or not', async () => {
    await engine.run({ sql: 'CREATE TABLE files (x UInt8) ENGINE = MergeTree ORDER BY x' });
    await engine.run({ sql: 'INSERT INTO files FORMAT RowBinary', data: Buffer.from([1]) });
    const failing = [
      engine.run({ sql: 'INSERT INTO no_such_table FORMAT RowBinary', data: Buffer.from([1]) }),
      engine.run({ sql: 'INSERT INTO files SELECT 1 FORMAT RowBinary', data: Buffer.from([1]) }),
    ];
    expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(readdirSync(join(folder, 'engine-spool'))).toEqual([]);
  });
});

// The last test: it closes the engine and opens it again.
test('close waits for calls that run, those too whose caller went away, and the folder can be opened at once', async () => {
  await engine.run({ sql: 'CREATE TABLE last (x UInt64) ENGINE = MergeTree ORDER BY x' });
  const abort = new AbortController();
  const sql = 'INSERT INTO last SELECT number + sleepEachRow(0.05) FROM numbers(8) SETTINGS max_block_size = 1';
  const aborted = engine.run({ sql, signal: abort.signal });
  setTimeout(() => abort.abort(), 50);
  await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
  await engine.close();
  await expect(engine.run({ sql: 'SELECT 1' })).rejects.toMatchObject({ code: 'WAREHOUSE_CLOSED' });
  engine = await EmbeddedEngine.open(join(folder, 'engine'));
  expect(await text('SELECT count() FROM last')).toBe('8');
});
