import { parentPort, type MessagePort, type Transferable } from 'node:worker_threads';
import { messageOf } from '@fm/platform';
import { marketOf, type Market } from '@fm/market';
import type { LocalFacts } from './local-market.ts';
import { performLocally, type LocalOutcome, type LocalTask } from './local-slice.ts';

/** What a worker answers to a task. */
export type WorkerAnswer =
  { readonly outcome: LocalOutcome } | { readonly failure: string; readonly stack: string | undefined };

/*
 * A thread that performs slices of one run: it is sent the facts in shared memory, then one slice after the other, and
 * gives rows back as bytes. It has no connection: the embedded engine must not be loaded in a thread.
 */
const port = parentPort as MessagePort;
let work: { readonly facts: LocalFacts; readonly market: Market } | undefined;

port.on('message', (message: LocalFacts | LocalTask) => {
  if ('parts' in message) work = { facts: message, market: marketOf(message.parts) };
  else if (work !== undefined) perform(work.facts, work.market, message);
});

function perform(facts: LocalFacts, market: Market, task: LocalTask): void {
  performLocally(market, facts, task).then(
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
}

/** The memory of the rows, to be transferred; small buffers are in Node's pool, which stays here, so they are copied. */
function memoryOf({ blocks }: LocalOutcome): Transferable[] {
  const memory = new Set(blocks.map(({ body }) => body.buffer as ArrayBuffer));
  return [...memory].filter(({ byteLength }) => byteLength > Buffer.poolSize);
}
