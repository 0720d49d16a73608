import { parentPort } from 'node:worker_threads';
import { EpochRunner, type EpochContext, type EpochResult, type EpochTask } from './epoch.ts';

/** What the worker is sent: first the context, then tasks. */
export type WorkerRequest = { readonly context: EpochContext } | { readonly task: EpochTask };

/** What it answers to a task. */
export type WorkerAnswer = { readonly result: EpochResult } | { readonly failure: string };

let runner: EpochRunner | undefined;

parentPort?.on('message', (request: WorkerRequest) => {
  try {
    if ('context' in request) runner = new EpochRunner(request.context);
    else if (runner !== undefined) answer({ result: runner.run(request.task) });
  } catch (error) {
    answer({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

function answer(message: WorkerAnswer): void {
  parentPort?.postMessage(message);
}
