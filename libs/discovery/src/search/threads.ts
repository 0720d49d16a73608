import { Worker } from 'node:worker_threads';
import { messageOf, programBeside } from '@fm/platform';
import { threadLost } from '../errors.ts';
import type { EpochContext, EpochResult, EpochTask } from './epoch.ts';
import type { EpochExecutor } from './executor.ts';
import type { WorkerAnswer, WorkerRequest } from './discovery-worker.ts';

/** Performs islands and epochs in threads. */
export function inThreads(count: number, context: EpochContext): EpochExecutor {
  const threads = Array.from({ length: count }, () => new EpochThread(context));
  return {
    places: count,
    run: (task, place) => (threads[place] as EpochThread).run(task),
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

/** A thread with one task at a time; where it ends, the task it has or the next one fails. */
class EpochThread {
  readonly #worker: Worker;
  #waiting: { resolve: (result: EpochResult) => void; reject: (error: Error) => void } | undefined;
  #lost: Error | undefined;

  constructor(context: EpochContext) {
    this.#worker = new Worker(programBeside(import.meta.url, 'discovery-worker'), { execArgv: [] })
      .on('message', (answer: WorkerAnswer) => this.#answered(answer))
      .on('error', (thrown: unknown) => this.#end(threadLost(messageOf(thrown))))
      .on('exit', (code) => this.#end(threadLost(`exit status ${code}`)));
    this.#send({ context });
  }

  run(task: EpochTask): Promise<EpochResult> {
    return new Promise((resolve, reject) => {
      if (this.#lost !== undefined) return reject(this.#lost);
      this.#waiting = { resolve, reject };
      this.#send({ task });
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #send(request: WorkerRequest): void {
    this.#worker.postMessage(request);
  }

  #answered(answer: WorkerAnswer): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if ('result' in answer) waiting?.resolve(answer.result);
    else waiting?.reject(threadLost(answer.failure));
  }

  #end(lost: Error): void {
    this.#lost ??= lost;
    this.#waiting?.reject(this.#lost);
    this.#waiting = undefined;
  }
}
