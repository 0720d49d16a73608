import { Worker } from 'node:worker_threads';
import type { SharedMemory } from '../simd/simd.ts';
import type { Program } from './program.ts';
import { Runner, type ResultRoom } from './runner.ts';
import { counters, takeTasks } from './schedule.ts';

/** What a thread needs to take part in an evaluation; all of it can be sent, and the large parts are shared. */
export interface Job {
  readonly program: Program;
  readonly memory: SharedMemory;
  readonly leaves: ReadonlyMap<string, Float64Array>;
  readonly results: ResultRoom;
  readonly shared: Int32Array;
  readonly blocksAhead: number;
  readonly thread: number;
  /** Receives the message of what failed in UTF-16 units, after their number. */
  readonly failure: Uint16Array;
}

const messageUnits = 1000;

/** Room for the message of a failure, which a blocked thread can read. */
export function newFailure(): Uint16Array {
  return new Uint16Array(new SharedArrayBuffer((1 + messageUnits) * 2));
}

/** The message that a failed thread left. */
export function failureIn(failure: Uint16Array): string {
  return String.fromCharCode(...failure.subarray(1, 1 + failure[0]!));
}

/** The part of a worker thread in an evaluation. */
export function takePart(job: Job): void {
  const { program, memory, leaves, results, shared, blocksAhead, thread, failure } = job;
  try {
    takeTasks(program, new Runner(program, memory, leaves, results, thread), shared, () => undefined, blocksAhead);
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).slice(0, messageUnits);
    failure[0] = message.length;
    for (let at = 0; at < message.length; at++) failure[1 + at] = message.charCodeAt(at);
    Atomics.store(shared, counters.failed, 1);
  }
}

/** The worker lies beside this module: as source in development, as a bundle of its own in what ships. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './evaluate-worker.ts' : './evaluate-worker.mjs',
  import.meta.url,
);

/**
 * Threads that help with evaluations. They do not keep the process alive; one that cannot start leaves its work to the
 * others, with a warning of the process.
 */
export class Threads {
  readonly #workers: readonly Worker[];

  /** @param count - threads beside the one that asks */
  constructor(count: number) {
    this.#workers = Array.from({ length: count }, () => {
      const worker = new Worker(workerFile, { execArgv: [] }).on('error', ({ message }: Error) => {
        process.emitWarning(`A thread that evaluates formulas has ended: ${message}. The others do its work.`);
      });
      worker.unref();
      return worker;
    });
  }

  get count(): number {
    return this.#workers.length;
  }

  join(job: Omit<Job, 'thread'>): void {
    this.#workers.forEach((worker, index) => worker.postMessage({ ...job, thread: index + 1 } satisfies Job));
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
