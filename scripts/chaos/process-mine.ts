/**
 * The main process of a run: mines the request of the harness, with the cut and jobs of the arguments, over the warehouse
 * of the environment. Writes `begun` when it starts to work; then, where the last argument is `tell`, what the warehouse
 * holds of the run, success or not; and on failure the reason, with exit status 1.
 *
 * `FM_CHAOS_THREADS` is a list of milliseconds: the thread of that place is ended so long after its start.
 */
import type { Worker } from 'node:worker_threads';
import { mine, planRun, requestOf } from '@fm/mining';
import { messageOf, systemClock } from '@fm/platform';
import { openWarehouse, type Warehouse } from '@fm/warehouse';
import { chaosInput } from './market.ts';
import { readState } from './run-state.ts';

const [threads = '1', segments = '1', jobs = '1', tell] = process.argv.slice(2);
const request = requestOf({ ...chaosInput, thread_no: threads, parallel_m: segments });

const lives = (process.env['FM_CHAOS_THREADS'] ?? '').split(',').filter((life) => life !== '');
process.on('worker', (worker: Worker) => {
  const life = lives.shift();
  if (life === undefined) return;
  const timer = setTimeout(() => {
    // A thread that has ended has no id any more.
    if (worker.threadId !== -1) console.log('killed a thread');
    void worker.terminate();
  }, Number(life));
  timer.unref();
});

async function work(warehouse: Warehouse): Promise<void> {
  console.log('begun');
  await mine({ warehouse, request, clock: systemClock, codeVersion: 'chaos', jobs: Number(jobs) });
}

async function main(): Promise<void> {
  const warehouse = await openWarehouse();
  try {
    await work(warehouse);
  } finally {
    if (tell === 'tell') {
      const { runId } = await planRun(warehouse, request);
      console.log(`state ${JSON.stringify(await readState(warehouse, runId))}`);
    }
    await warehouse.close();
  }
}

try {
  await main();
} catch (thrown) {
  console.log(`failed ${JSON.stringify(messageOf(thrown))}`);
  process.exitCode = 1;
}
