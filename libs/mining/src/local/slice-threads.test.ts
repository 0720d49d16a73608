import { Worker } from 'node:worker_threads';
import { describe, expect, test } from '@jest/globals';
import { SliceThread } from './slice-threads.ts';
import type { LocalTask } from './local-slice.ts';

const task = {} as LocalTask;
const ended = (worker: Worker) => new Promise((resolve) => worker.once('exit', resolve));
const thread = (source: string): Worker => new Worker(source, { eval: true });

describe('a thread that performs slices', () => {
  test('fails the slice that it has when it ends, and every later one', async () => {
    const executor = new SliceThread(
      thread("require('worker_threads').parentPort.once('message', () => process.exit(3))"),
    );
    await expect(executor.run(task)).rejects.toMatchObject({
      code: 'WORKER_LOST',
      what: expect.stringContaining('exit status 3'),
    });
    await expect(executor.run(task)).rejects.toMatchObject({ code: 'WORKER_LOST' });
    await executor.close();
  });

  test('fails the next slice when it ended between two, instead of waiting for an answer', async () => {
    const worker = thread('');
    const executor = new SliceThread(worker);
    await ended(worker);
    await expect(executor.run(task)).rejects.toMatchObject({ code: 'WORKER_LOST' });
  });

  test('fails with what it threw when nobody was waiting', async () => {
    const worker = thread("throw new Error('out of memory')");
    const executor = new SliceThread(worker);
    await ended(worker);
    await expect(executor.run(task)).rejects.toThrow('out of memory');
  });
});
