import { Worker } from 'node:worker_threads';
import { messageOf } from '@fm/platform';
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

/**
 * A thread as an executor. One that ends at any moment, also between two slices, fails the slice it has or the next one
 * it is given; none waits for an answer that cannot come.
 */
export function threadExecutor(worker: Worker): Executor {
  let lost: Error | undefined;
  let waiting: { readonly resolve: (outcome: LocalOutcome) => void; readonly reject: (why: Error) => void } | undefined;
  const lose = (why: string): void => {
    lost ??= workerLost(why);
    waiting?.reject(lost);
    waiting = undefined;
  };
  worker
    .on('message', (answer: WorkerAnswer) => {
      if ('outcome' in answer) waiting?.resolve(answer.outcome);
      else waiting?.reject(Object.assign(new Error(answer.failure), { stack: answer.stack }));
      waiting = undefined;
    })
    .on('error', (thrown: unknown) => lose(messageOf(thrown)))
    .on('exit', (code) => lose(`exit status ${code}`));
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        if (lost !== undefined) {
          reject(lost);
          return;
        }
        waiting = { resolve, reject };
        worker.postMessage(task);
      }),
    close: async () => {
      await worker.terminate();
    },
  };
}
