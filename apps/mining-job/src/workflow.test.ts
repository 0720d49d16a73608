import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hasSucceeded, mine, planRun, readAttempts, readSlices, requestOf } from '@fm/mining';
import { readResults, resultHashes, resultTables } from '@fm/results/read';
import { jobPolicy, workflowDefinition } from '@fm/mining/workflow';
import { executeWorkflow, localTargets, type ExecuteOptions, type Execution } from '@fm/mining/workflow-local';
import { localObjectStore } from '@fm/object-store';
import { systemClock } from '@fm/platform';
import { bundled } from '@fm/platform/testing';
import { openWarehouse, pricesTable, type Warehouse } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';

const program = (source: string): string => bundled(fileURLToPath(new URL(source, import.meta.url)));
const states = (execution: Execution, kind = 'left') =>
  execution.events.filter((event) => event.kind === kind).map(({ state }) => state);

/** Milliseconds of a test of many processes on a machine that has other work. */
const patience = 240_000;

/** A request of its own for every test, so that each is a run of its own. */
const input = (day: number) => ({
  factors: ['ROC20'],
  ranges: [`2020-02-${String(day).padStart(2, '0')}..2020-05-29`],
});

describe('the workflow, executed on this machine', () => {
  let home: string;
  let warehouse: Warehouse;
  let job: string;
  let faultyJob: string;
  beforeAll(async () => {
    job = program('./main.ts');
    faultyJob = program('./testing/faulty-job.ts');
    home = mkdtempSync(join(tmpdir(), 'fm-workflow-'));
    warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, wavePrices(9, '2019-01-01', 522));
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  const execute = (given: unknown, faults: readonly object[] = [], more: Partial<ExecuteOptions> = {}) =>
    executeWorkflow(given, {
      store: localObjectStore(join(home, 'objects')),
      jobCommand: [process.execPath, faultyJob],
      jobs: 2,
      folder: home,
      retryMilliseconds: 1,
      graceMilliseconds: 500,
      environment: { FM_HOME: home, CLICKHOUSE_URL: '', FM_TEST_JOB: job, FM_TEST_FAULTS: JSON.stringify(faults) },
      ...more,
    });
  const outcome = (execution: Execution) =>
    JSON.parse(readFileSync(join(home, 'objects/runs', execution.name, 'outcome.json'), 'utf8')) as unknown;
  const notified = () => readFileSync(join(home, 'notifications.jsonl'), 'utf8').trim().split('\n').at(-1);
  /** Hashes of what plain mining finds, after what the workflow found is forgotten. */
  const minedHere = async (run: string, given: object) => {
    for (const table of ['runs', 'run_slices', ...resultTables.map(({ name }) => name)]) {
      await warehouse.command(`DELETE FROM ${table} WHERE run_id = {run:String}`, { run });
    }
    await mine({ warehouse, request: requestOf(given), clock: systemClock, codeVersion: 'test' });
    return resultHashes(warehouse, run);
  };
  const runOf = async (given: unknown) => {
    const rows = await warehouse.query<{ id: string; request: string }>('SELECT run_id AS id, request FROM runs FINAL');
    const { ranges } = requestOf(given);
    return rows.find(({ request }) => request.includes(ranges))?.id ?? '';
  };

  test(
    'runs from validation to publication, and a slice that is killed twice is tried a third time',
    async () => {
      const execution = await execute(input(3), [
        { command: 'compute', index: 0, attempts: 1, how: 'kill' },
        { command: 'compute', index: 0, attempts: 2, how: 'kill-later', milliseconds: 700 },
      ]);
      expect(execution).toMatchObject({ status: 'SUCCEEDED' });
      expect(states(execution)).toEqual([
        'StoreRequest',
        'IsScheduled',
        'Validate',
        'Plan',
        'ReadPlan',
        'Panels',
        'Compute',
        'Test',
        'Summarise',
        'Publish',
        'RecordSuccess',
        'WasScheduled',
        'Mined',
      ]);
      expect(outcome(execution)).toEqual({ outcome: 'SUCCEEDED' });
      const run = await runOf(input(3));
      expect(await hasSucceeded(warehouse, run)).toBe(true);
      const [record] = await warehouse.query(
        'SELECT runner, execution, status FROM runs FINAL WHERE run_id = {run:String}',
        {
          run,
        },
      );
      expect(record).toEqual({ runner: 'workflow', execution: execution.name, status: 'succeeded' });
      const published = readFileSync(join(home, 'objects/runs', execution.name, 'results.json'), 'utf8');
      expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(await readResults(warehouse, run))));
      const byWorkflow = await resultHashes(warehouse, run);
      expect(await minedHere(run, input(3))).toEqual(byWorkflow);
    },
    patience,
  );

  test(
    "takes the reference platform's input, cut into groups of tickers and segments of dates, to the same results",
    async () => {
      const input = {
        start_date: '2020-01-01',
        end_date: '2020-06-30',
        tickers: ['S0', 'S1', 'S2', 'S3', 'S5', 'S8'],
        factor: 'ROC',
      };
      const execution = await execute({ ...input, thread_no: 2, parallel_m: '2' });
      expect(execution).toMatchObject({ status: 'SUCCEEDED' });
      const { runId } = await planRun(warehouse, requestOf(input));
      expect((await readSlices(warehouse, runId)).map(({ id }) => id)).toEqual([
        'compute/ROC20/0-2/0-260',
        'compute/ROC20/3-5/0-260',
        'compute/ROC20/0-2/261-390',
        'compute/ROC20/3-5/261-390',
        'test/ROC20/0-0',
      ]);
      const byWorkflow = await resultHashes(warehouse, runId);
      expect(await minedHere(runId, input)).toEqual(byWorkflow);
    },
    patience,
  );

  test(
    'ends FAILED when the input is bad, with every fault in its cause and nothing in the warehouse',
    async () => {
      const before = await warehouse.query('SELECT count() FROM runs');
      const bad = { factors: ['ALPHA', 'BETA'], colour: 'red', thread_no: 0, weighting: 'value' };
      const execution = await execute(bad);
      expect(execution).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
      for (const fault of ['ALPHA', 'BETA', 'colour', 'thread_no', 'value']) expect(execution.cause).toContain(fault);
      expect(states(execution).slice(-4)).toEqual(['ReadExplanation', 'Explained', 'RecordFailure', 'Notify']);
      expect(outcome(execution)).toEqual({ outcome: 'FAILED', error: 'States.TaskFailed', cause: execution.cause });
      expect(notified()).toContain('colour');
      expect(await warehouse.query('SELECT count() FROM runs')).toEqual(before);
      // Exit status 2 is final: no second attempt.
      const log = readFileSync(join(home, 'logs', execution.name, `validate-${execution.name}.log`), 'utf8');
      expect(log.match(/REFUSED_REQUEST/g)).toHaveLength(2);
    },
    patience,
  );

  test.each([
    ['no session in its ranges', { factor: 'ROC20', start_date: '1990-01-01', end_date: '1990-12-31' }, 'NO_SESSIONS'],
    ['no price of its universe', { factor: 'ROC20', tickers: ['NONE'] }, 'EMPTY_UNIVERSE'],
    ['no share count for cap weights', { factor: 'ROC20', weighting: 'cap' }, 'NO_SHARE_COUNTS'],
  ])(
    'ends FAILED at once when there is %s, since no retry can help',
    async (_why, given, code) => {
      const execution = await execute(given);
      expect(execution).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
      expect(execution.cause).toContain(code);
      const [failed] = execution.events.filter(({ kind }) => kind === 'failed');
      expect((JSON.parse(failed?.cause ?? '') as { Attempts: unknown[] }).Attempts).toEqual([
        { Container: { ExitCode: 2 }, StatusReason: 'Essential container in task exited' },
      ]);
      expect(states(execution, 'entered')).not.toContain('Plan');
    },
    patience,
  );

  test(
    'ends FAILED when a slice always fails, with its attempts on record, and is finished by the next',
    async () => {
      const given = input(4);
      const failed = await execute(given, [
        { command: 'test', index: 0, attempts: 99, how: 'kill-later', milliseconds: 400 },
      ]);
      expect(failed).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
      const run = await runOf(given);
      expect(failed.cause).toContain(`fm runs resume ${run}`);
      const [record] = await warehouse.query<{ status: string; error: string }>(
        'SELECT status, error FROM runs FINAL WHERE run_id = {run:String}',
        { run },
      );
      expect(record?.status).toBe('failed');
      expect(record?.error).toContain('slices are not done');
      expect((await readAttempts(warehouse, run)).every(({ status }) => status !== 'running')).toBe(true);
      expect(await execute(given)).toMatchObject({ status: 'SUCCEEDED' });
      expect(await hasSucceeded(warehouse, run)).toBe(true);
    },
    patience,
  );

  test(
    'ends FAILED when a state times out, its jobs are ended, and the next execution finishes the run',
    async () => {
      const definition = workflowDefinition(localTargets);
      const { Compute = {} } = definition.States;
      const untimed = Object.fromEntries(Object.entries(Compute).filter(([name]) => name !== 'TimeoutSecondsPath'));
      const short = {
        ...definition,
        States: { ...definition.States, Compute: { ...untimed, TimeoutSeconds: 2 } },
      };
      const faults = [{ command: 'compute', attempts: 99, how: 'hang' }];
      const failed = await execute(input(5), faults, { definition: short as unknown as typeof definition });
      expect(failed).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
      expect(failed.cause).toContain('slices are not done, 2 of them were never started');
      expect(await execute(input(5))).toMatchObject({ status: 'SUCCEEDED' });
    },
    patience,
  );

  test(
    'an attempt that takes longer than its time is ended and not tried again',
    async () => {
      const faults = [{ command: 'validate', attempts: 99, how: 'hang' }];
      const policy = { ...jobPolicy, attemptSeconds: 1 };
      const execution = await execute(input(6), faults, { policy });
      expect(execution).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
      expect(states(execution, 'entered')).not.toContain('Plan');
    },
    patience,
  );

  test(
    'records the outcome and ends FAILED when the notification fails too',
    async () => {
      const folder = join(home, 'unwritable');
      mkdirSync(join(folder, 'notifications.jsonl'), { recursive: true });
      const execution = await execute({ colour: 'blue' }, [], { folder });
      expect(execution).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
      expect(states(execution, 'caught')).toEqual(['Validate', 'Notify']);
      expect(states(execution, 'retried')).toEqual(['Notify', 'Notify', 'Notify', 'Notify']);
      expect(outcome(execution)).toMatchObject({ outcome: 'FAILED' });
    },
    patience,
  );

  test(
    'ends FAILED with the reason of Batch when the explanation fails as well',
    async () => {
      const execution = await execute({ colour: 'green' }, [{ command: 'explain', attempts: 99, how: 'kill' }]);
      expect(execution).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
      expect(execution.cause).toContain('Essential container in task exited');
      expect(outcome(execution)).toMatchObject({ outcome: 'FAILED', cause: execution.cause });
    },
    patience,
  );
});
