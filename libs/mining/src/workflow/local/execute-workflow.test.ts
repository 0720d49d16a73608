import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { localObjectStore } from '@fm/object-store';
import { executeWorkflow, payloadLimit, type ExecuteOptions } from './execute-workflow.ts';

type Attempt = NonNullable<ExecuteOptions['runAttempt']>;

/** Attempts that plan `plan` and do nothing else, in this process; every 1000th slice of the array but the first fails for good. */
const attempts =
  (plan: object): Attempt =>
  ({ command, environment }) => {
    const write = (file: string, text: string) =>
      writeFileSync(join(environment['FM_RUN_FOLDER']?.replace('file://', '') ?? '', file), text);
    const [, step] = command;
    if (step === 'plan') write('plan-size.json', JSON.stringify(plan));
    if (step === 'explain') write('failure.txt', 'because');
    const fails = step === 'compute' && environment['AWS_BATCH_JOB_ARRAY_INDEX']?.endsWith('000') === true;
    return Promise.resolve({
      exitCode: fails ? 2 : 0,
      statusReason: 'Essential container in task exited',
      timedOut: false,
    });
  };

/** Timeouts of a plan that nothing here reaches. */
const unhurried = {
  ...{ panelsJobs: 2, panelsSeconds: 600, panelsAttemptSeconds: 600 },
  ...{ computeSeconds: 600, computeAttemptSeconds: 600, testSeconds: 600, testAttemptSeconds: 600 },
};

describe('a workflow of 10,000 slices', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fm-execute-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const execute = (more: Partial<ExecuteOptions>) =>
    executeWorkflow(
      { factor: 'ROC20' },
      { store: localObjectStore(folder), jobCommand: ['job'], jobs: 8, folder, graceMilliseconds: 200, ...more },
    );

  test('runs each of them, and passes no payload near the limit of Step Functions, also when some fail', async () => {
    let most = 0;
    const execution = await execute({
      runAttempt: attempts({ runId: 'r', computeJobs: 10_000, testJobs: 10_000, ...unhurried }),
      onJob: ({ done }) => (most = Math.max(most, done)),
    });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed', cause: 'because' });
    expect(most).toBe(10_000);
    expect(execution.largestPayload).toBeLessThan(payloadLimit / 50);
    const [failed] = execution.events.filter(({ kind }) => kind === 'failed');
    expect(JSON.parse(failed?.cause ?? '')).toMatchObject({
      ArrayProperties: { Size: 10_000, StatusSummary: { SUCCEEDED: 9991, FAILED: 9 } },
    });
    expect(failed?.cause?.length).toBeLessThan(payloadLimit / 50);
  });

  test('is refused by Batch when it has more slices than an array takes', async () => {
    const execution = await execute({
      runAttempt: attempts({ runId: 'r', computeJobs: 10_001, testJobs: 2, ...unhurried }),
    });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Batch.ClientException' });
  });

  test('fails for good when a payload is over the limit, without being caught', async () => {
    const execution = await execute({ runAttempt: attempts({ computeJobs: 'x'.repeat(payloadLimit) }) });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(execution.events.some(({ kind }) => kind === 'caught')).toBe(false);
  });

  test('ends the jobs of a stage that takes longer than its plan says', async () => {
    let stopped = 0;
    const plan = { runId: 'r', computeJobs: 2, testJobs: 2, ...unhurried, computeSeconds: 1 };
    const planned = attempts(plan);
    const execution = await execute({
      runAttempt: async (attempt) => {
        if (attempt.command.at(-1) !== 'compute') return planned(attempt);
        await new Promise<void>((resolve) => attempt.signal.addEventListener('abort', () => resolve()));
        stopped += 1;
        return { exitCode: 143, timedOut: false } as Awaited<ReturnType<typeof planned>>;
      },
    });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(stopped).toBe(2);
  }, 20_000);

  test('that is stopped ends ABORTED, and none of its processes continues', async () => {
    const stop = new AbortController();
    const job = join(folder, 'job.sh');
    writeFileSync(job, 'case "$1" in validate) echo $$ > "$0.pid"; exec sleep 600;; esac');
    const ended = execute({ jobCommand: ['/bin/sh', job], signal: stop.signal });
    const pidFile = join(folder, 'job.sh.pid');
    for (;;) {
      try {
        if (readFileSync(pidFile, 'utf8').endsWith('\n')) break;
      } catch {
        // Not yet begun.
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    stop.abort();
    expect(await ended).toMatchObject({ status: 'ABORTED' });
    expect(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0)).toThrow('ESRCH');
  });
});
