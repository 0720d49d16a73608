import { Worker } from 'node:worker_threads';
import { messageOf, programBeside } from '@fm/platform';
import { workerLost } from '../errors.ts';
import type { Executor } from './executors.ts';
import type { LocalFacts } from './local-market.ts';
import type { LocalOutcome, LocalTask } from './local-slice.ts';
import { shared } from './share-memory.ts';
import type { WorkerAnswer } from './slice-worker.ts';

/** Threads that perform slices. They load their code while the facts that they will share are still read. */
export class SliceThreads {
  readonly #threads: readonly SliceThread[];

  constructor(count: number) {
    const file = programBeside(import.meta.url, 'slice-worker');
    this.#threads = Array.from({ length: count }, () => new SliceThread(new Worker(file, { execArgv: [] })));
  }

  /** The threads, ready for slices over the same facts in shared memory. */
  over(facts: LocalFacts): readonly Executor[] {
    const everyones = shared(facts);
    for (const thread of this.#threads) thread.begin(everyones);
    return this.#threads;
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }
}

/**
 * A thread as an executor. One that ends at any moment, also between two slices, fails the slice it has or the next one
 * it is given; none waits for an answer that cannot come.
 */
export class SliceThread implements Executor {
  readonly #worker: Worker;
  #waiting: { resolve: (outcome: LocalOutcome) => void; reject: (lost: Error) => void } | undefined;
  #lost: Error | undefined;

  constructor(worker: Worker) {
    this.#worker = worker
      .on('message', (answer: WorkerAnswer) => this.#answered(answer))
      .on('error', (thrown: unknown) => this.#end(workerLost(messageOf(thrown))))
      .on('exit', (code) => this.#end(workerLost(`exit status ${code}`)));
  }

  begin(facts: LocalFacts): void {
    this.#worker.postMessage(facts);
  }

  run(task: LocalTask): Promise<LocalOutcome> {
    return new Promise((resolve, reject) => {
      if (this.#lost !== undefined) return reject(this.#lost);
      this.#waiting = { resolve, reject };
      this.#worker.postMessage(task);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #answered(answer: WorkerAnswer): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if ('outcome' in answer) waiting?.resolve(answer.outcome);
    else waiting?.reject(Object.assign(new Error(answer.failure), { stack: answer.stack }));
  }

  #end(lost: Error): void {
    this.#lost ??= lost;
    this.#waiting?.reject(this.#lost);
    this.#waiting = undefined;
  }
}
