import { Worker } from 'node:worker_threads';
import { workerLost } from '../errors.ts';
import { localMarket, type LocalFacts } from './local-market.ts';
import { performLocally, type LocalOutcome, type LocalTask } from './local-slice.ts';
import { shared } from './share.ts';
import type { WorkerAnswer } from './slice-worker.ts';

/** Something that performs one slice at a time. */
export interface Executor {
  run(task: LocalTask): Promise<LocalOutcome>;
  /** Ends it; a slice under way is given up. */
  close(): Promise<void>;
}

/** Performs slices in this thread. */
export function inlineExecutor(facts: LocalFacts): Executor {
  const market = localMarket(facts);
  const work = { runId: facts.plan.runId, request: facts.request };
  return {
    run: async (task) => {
      // Signals and the progress bar have their turn between two slices.
      await new Promise((resolve) => setImmediate(resolve));
      return performLocally(market, work, task);
    },
    close: () => Promise.resolve(),
  };
}

/** The worker lies beside this module: as source in development, as a bundle of its own in what ships. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './slice-worker.ts' : './slice-worker.mjs',
  import.meta.url,
);

/** Threads that perform slices over the same facts in shared memory. */
export function threadExecutors(facts: LocalFacts, threads: number): Executor[] {
  const workerData = shared(facts);
  return Array.from({ length: threads }, () => threadExecutor(new Worker(workerFile, { workerData, execArgv: [] })));
}

function threadExecutor(worker: Worker): Executor {
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        const settle = (): void => {
          worker.off('message', answered).off('error', lost).off('exit', ended);
        };
        const answered = (answer: WorkerAnswer): void => {
          settle();
          if ('outcome' in answer) resolve(answer.outcome);
          else reject(Object.assign(new Error(answer.failure), { stack: answer.stack }));
        };
        const lost = (thrown: Error): void => {
          settle();
          reject(workerLost(thrown.message));
        };
        const ended = (code: number): void => {
          settle();
          reject(workerLost(`exit status ${code}`));
        };
        worker.on('message', answered).on('error', lost).on('exit', ended);
        worker.postMessage(task);
      }),
    close: async () => {
      await worker.terminate();
    },
  };
}
