import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { openWarehouse, runAttemptsTable, type RowOf, type Warehouse } from '@fm/warehouse';
import { closeLostAttempts, doneSliceIds, openSliceIds, readAttempts, readSlices } from './index.ts';
import { RunStateRecord, type RunFacts } from './run-record.ts';
import { SliceRecords, type PlannedSlice, type RecordOptions } from './slice-records.ts';

const clock = fixedClock('2024-05-01T10:00:00Z');
const facts: RunFacts = { request: '{}', dataVersion: 'd', synthetic: false, notes: ['a note'], slices: 2 };
const slice = (id: string, part = ''): PlannedSlice => ({
  id,
  stage: 'compute',
  factor: 'ROC20',
  start: '2020-01-01',
  end: '2020-12-31',
  part,
  estimatedCost: 2.5,
});

describe('records of a run', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-records-'));
  let warehouse: Warehouse;
  const options = (runId: string): RecordOptions => ({ warehouse, clock, codeVersion: '1.2.3', runId });

  beforeAll(async () => {
    warehouse = await openWarehouse({ home });
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  const runRow = async (run: string) =>
    (await warehouse.query<Record<string, unknown>>(`SELECT * FROM runs FINAL WHERE run_id = '${run}'`))[0];

  test('go from planned through running to succeeded and keep what was said before', async () => {
    const record = new RunStateRecord(options('states'));
    await record.plan({ ...facts, threadNo: 2, parallelM: 3 });
    expect(await runRow('states')).toMatchObject({ status: 'planned', thread_no: 2, parallel_m: 3, attempt: 0 });
    await record.begin({ ...facts, jobs: 4, runner: 'local' });
    expect(await runRow('states')).toMatchObject({ status: 'running', thread_no: 2, jobs: 4, attempt: 1, slices: 2 });
    await record.fail(new Error('the disk is full'));
    expect(await runRow('states')).toMatchObject({ status: 'failed', error: 'the disk is full' });
    await record.begin(facts);
    await record.succeed();
    expect(await runRow('states')).toMatchObject({
      status: 'succeeded',
      error: '',
      notes: '["a note"]',
      attempt: 2,
      pid: process.pid,
      code_version: '1.2.3',
    });
  });

  test('a run that two processes finish has succeeded when the first of them did', async () => {
    const at = (moment: string) => new RunStateRecord({ ...options('twice'), clock: fixedClock(moment) });
    await at('2024-05-01T10:00:00Z').begin(facts);
    await at('2024-05-01T10:00:05Z').succeed();
    const first = await runRow('twice');
    await at('2024-05-01T10:00:09Z').succeed();
    expect(await runRow('twice')).toEqual(first);
  });

  test('nothing takes back a success: not a late start, not a late failure, of a slice or of a run', async () => {
    const record = new RunStateRecord(options('success'));
    const records = new SliceRecords(options('success'));
    await record.begin(facts);
    const [first, second] = [await records.begin(slice('a')), await records.begin(slice('a'))];
    await first.succeed({ rowsIn: 10, rowsOut: 5 });
    await second.fail(new Error('killed'));
    await records.begin(slice('a'));
    await records.plan([slice('a')]);
    expect(await readSlices(warehouse, 'success')).toMatchObject([{ status: 'succeeded', rowsIn: 10, rowsOut: 5 }]);
    await record.succeed();
    await record.fail(new Error('a second delivery failed'));
    await record.begin(facts);
    expect(await runRow('success')).toMatchObject({ status: 'succeeded' });
  });

  test('count every attempt of a slice that fails twice and then succeeds, each with its error', async () => {
    const records = new SliceRecords(options('thrice'));
    await records.plan([slice('a')]);
    await (await records.begin(slice('a'))).fail(new Error('first'));
    await (await records.begin(slice('a'))).fail(new Error('second'));
    await (await new SliceRecords(options('thrice')).begin(slice('a'))).succeed({ rowsIn: 1, rowsOut: 2 });
    const attempts = await readAttempts(warehouse, 'thrice');
    expect(attempts.map(({ attempt, status, error }) => [attempt, status, error]).sort()).toEqual([
      [1, 'failed', 'first'],
      [2, 'failed', 'second'],
      [3, 'succeeded', ''],
    ]);
    expect(await readSlices(warehouse, 'thrice')).toMatchObject([{ status: 'succeeded', attempts: 3, error: '' }]);
  });

  test('a new cut supersedes what is not done of the one before, and keeps what is', async () => {
    const records = new SliceRecords(options('cut'));
    expect(await records.plan([slice('whole/1'), slice('whole/2')])).toEqual(new Set());
    await (await records.begin(slice('whole/1'))).succeed({ rowsIn: 1, rowsOut: 1 });
    expect(await records.plan([slice('half/1', 'S0 to S4'), slice('whole/1')])).toEqual(new Set(['whole/1']));
    const states = (await readSlices(warehouse, 'cut')).map(({ id, status, part }) => [id, status, part]);
    expect(states.sort()).toEqual([
      ['half/1', 'planned', 'S0 to S4'],
      ['whole/1', 'succeeded', ''],
      ['whole/2', 'superseded', ''],
    ]);
    expect(await openSliceIds(warehouse, 'cut', ['half/1', 'whole/1'])).toEqual(['half/1']);
    const asked = [
      'whole/1',
      'half/1',
      'unknown',
      ...Array.from({ length: 1200 }, (_, at) => `other/${at}`),
      'whole/1',
    ];
    expect(await doneSliceIds(warehouse, 'cut', asked)).toEqual(new Set(['whole/1']));
  });

  test('the attempt of a process that was killed is found and ended when the run is begun again', async () => {
    const records = new SliceRecords(options('lost'));
    await records.begin(slice('mine'));
    const child = spawn('sleep', ['30']);
    await once(child, 'spawn');
    const pid = child.pid as number;
    child.kill('SIGKILL');
    await once(child, 'exit');
    const [own] = await warehouse.query<RowOf<typeof runAttemptsTable>>(
      `SELECT * FROM run_attempts FINAL WHERE run_id = 'lost'`,
    );
    await warehouse.insert(runAttemptsTable, [
      { ...(own as NonNullable<typeof own>), attempt_id: 'other', pid, version: 1n },
    ]);
    expect(await closeLostAttempts({ warehouse, clock, runId: 'lost' })).toBe(1);
    const attempts = await readAttempts(warehouse, 'lost');
    expect(attempts.find((attempt) => attempt.pid === pid)).toMatchObject({ status: 'failed' });
    expect(attempts.find((attempt) => attempt.pid === pid)?.error).toContain(`process ${pid}`);
    expect(attempts.find((attempt) => attempt.pid === process.pid)).toMatchObject({ status: 'running' });
    expect(await closeLostAttempts({ warehouse, clock, runId: 'lost' }, true)).toBe(1);
    expect((await readSlices(warehouse, 'lost'))[0]).toMatchObject({ id: 'mine', status: 'failed' });
  });

  test('what a slice asks of the records does not grow with the slices of the run', async () => {
    const options_ = options('many');
    await new SliceRecords(options_).plan(Array.from({ length: 40_000 }, (_, at) => slice(`compute/${at}`)));
    const asked: string[] = [];
    const counting: Warehouse = Object.create(warehouse, {
      query: {
        value: (...given: Parameters<Warehouse['query']>) => {
          asked.push(given[0]);
          return warehouse.query(...given);
        },
      },
      insert: { value: warehouse.insert.bind(warehouse) },
    }) as Warehouse;
    expect(await doneSliceIds(counting, 'many', ['compute/777'])).toEqual(new Set());
    const records = new SliceRecords({ ...options_, warehouse: counting });
    await (await records.begin(slice('compute/777'))).succeed({ rowsIn: 1, rowsOut: 1 });
    expect(await doneSliceIds(counting, 'many', ['compute/777'])).toEqual(new Set(['compute/777']));
    expect(asked).toHaveLength(3);
    for (const query of new Set(asked)) {
      const [read] = await warehouse.query<{ rows: string }>(`EXPLAIN ESTIMATE ${query}`, {
        run: 'many',
        slice: 'compute/777',
        slices: ['compute/777'],
      });
      // A granule or two of 8,192 rows in each of the few parts, of 40,000 rows.
      expect(Number(read?.rows)).toBeLessThan(20_000);
    }
  });

  test('rows that wait go in together, in their order, and a write that failed is not lost', async () => {
    let down = true;
    let inserts = 0;
    const through: Warehouse = Object.create(warehouse, {
      query: { value: warehouse.query.bind(warehouse) },
      insert: {
        value: async (...given: Parameters<Warehouse['insert']>) => {
          if (down) throw new Error('unreachable');
          inserts++;
          await warehouse.insert(...given);
        },
      },
    }) as Warehouse;
    const records = new SliceRecords({ ...options('buffer'), warehouse: through, delayMilliseconds: 60_000 });
    for (let n = 0; n < 20; n++) await (await records.begin(slice(`s${n}`))).succeed({ rowsIn: n, rowsOut: n });
    await expect(records.flush()).rejects.toThrow('unreachable');
    down = false;
    await records.flush();
    expect(inserts).toBe(2);
    expect((await readSlices(warehouse, 'buffer')).map(({ status }) => status)).toEqual(Array(20).fill('succeeded'));
  });
});
