import { parentPort, workerData, type MessagePort, type Transferable } from 'node:worker_threads';
import { messageOf } from '@fm/platform';
import { localMarket, type LocalFacts } from './local-market.ts';
import { performLocally, type LocalOutcome, type LocalTask } from './local-slice.ts';

/** What a worker answers to a task. */
export type WorkerAnswer =
  { readonly outcome: LocalOutcome } | { readonly failure: string; readonly stack: string | undefined };

/*
 * A thread that performs slices of one run: it makes its market from facts in shared memory, and gives rows back as
 * bytes. It has no connection: the embedded engine must not be loaded in a thread.
 */
const port = parentPort as MessagePort;
const facts = workerData as LocalFacts;
const market = localMarket(facts);

port.on('message', (task: LocalTask) => {
  const work = { runId: facts.plan.runId, request: facts.request };
  performLocally(market, work, task).then(
    (outcome) => {
      const answer: WorkerAnswer = { outcome };
      port.postMessage(answer, memoryOf(outcome));
    },
    (thrown: unknown) => {
      const answer: WorkerAnswer = {
        failure: messageOf(thrown),
        stack: thrown instanceof Error ? thrown.stack : undefined,
      };
      port.postMessage(answer);
    },
  );
});

/** The memory of the rows, to be handed over; small buffers lie in a pool of Node, which stays here and is copied. */
function memoryOf({ blocks }: LocalOutcome): Transferable[] {
  const memory = new Set(blocks.map(({ body }) => body.buffer as ArrayBuffer));
  return [...memory].filter(({ byteLength }) => byteLength > Buffer.poolSize);
}
