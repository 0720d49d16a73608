import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { createJobThread } from './job-thread.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-job-thread-'));
const file = join(folder, 'thread.mjs');
writeFileSync(
  file,
  `import { spawnSync } from 'node:child_process';
   import { parentPort, threadId } from 'node:worker_threads';
   const kept = [];
   parentPort.on('message', (job) => {
     if (job === 'throw') throw new Error('thrown in the thread');
     if (job === 'throw later') return setTimeout(() => { throw new Error('thrown later'); }, 20);
     if (job === 'hang') for (;;);
     if (job === 'hang in native code') spawnSync('sleep', ['6']);
     if (job === 'exit') process.exit(3);
     if (job === 'buffers') for (;;) kept.push(new Uint8Array(2 ** 20).fill(1));
     if (job === 'fill') for (;;) kept.push(new Array(100_000).fill({}));
     parentPort.postMessage({ job, threadId });
   });`,
);
const thread = createJobThread<unknown, { job: unknown; threadId: number }>(pathToFileURL(file), {
  timeoutMs: 5000,
  maxHeapMb: 32,
});
afterAll(async () => {
  await thread.close();
  rmSync(folder, { recursive: true });
});

test('jobs that come together are answered each with its own answer, by one thread', async () => {
  const answers = await Promise.all(['a', 'b', 'c'].map((job) => thread.perform(job)));
  expect(answers.map(({ job }) => job)).toEqual(['a', 'b', 'c']);
  expect(new Set(answers.map(({ threadId }) => threadId)).size).toBe(1);
});

test.each([
  ['throw', /thrown in the thread/],
  ['throw later', /thrown later/],
  ['exit', /status 3/],
  ['fill', /memory/],
])('a thread that ends by "%s" is a fault of that job only, and the next job is performed', async (job, detail) => {
  const [fault, next] = await Promise.allSettled([thread.perform(job), thread.perform('next')]);
  expect(fault).toMatchObject({
    status: 'rejected',
    reason: { kind: 'crashed', message: expect.stringMatching(detail) },
  });
  expect(next).toMatchObject({ status: 'fulfilled', value: { job: 'next' } });
});

test.each(['hang', 'hang in native code'])(
  'a job that does "%s" is given up, and the next job is performed',
  async (job) => {
    const hasty = createJobThread<string, { job: string }>(pathToFileURL(file), { timeoutMs: 1500, maxHeapMb: 32 });
    const begun = performance.now();
    const [fault, next] = await Promise.allSettled([hasty.perform(job), hasty.perform('next')]);
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(fault).toMatchObject({ status: 'rejected', reason: { kind: 'timeout' } });
    expect(next).toMatchObject({ status: 'fulfilled', value: { job: 'next' } });
    await hasty.close();
  },
);

test('a job that fills buffers, which no heap holds, is given up', async () => {
  const bounded = createJobThread<string, { job: string }>(pathToFileURL(file), {
    ...{ timeoutMs: 60_000, maxHeapMb: 32, maxGrowthMb: 100 },
  });
  const [fault, next] = await Promise.allSettled([bounded.perform('buffers'), bounded.perform('next')]);
  expect(fault).toMatchObject({
    status: 'rejected',
    reason: { kind: 'memory', message: 'more than 100 MiB of memory' },
  });
  expect(next).toMatchObject({ status: 'fulfilled', value: { job: 'next' } });
  await bounded.close();
});

test('a job that cannot be sent is a fault of that job only', async () => {
  await expect(thread.perform(() => 1)).rejects.toMatchObject({ kind: 'crashed' });
  expect((await thread.perform('next')).job).toBe('next');
});
