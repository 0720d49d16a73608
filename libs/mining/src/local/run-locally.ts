import { readFactorValues } from '@fm/results/store';
import { cutPanel } from '../slices/cut-market.ts';
import type { RunPlan } from '../request/plan.ts';
import type { SliceRecords } from '../records/slice-records.ts';
import { plannedSlice } from '../slices/planned-slice.ts';
import { planSlices } from '../slices/plan-slices.ts';
import type { SliceContext } from '../slices/run-slices.ts';
import { inlineExecutor, type Executor } from './executors.ts';
import { readLocalFacts } from './local-market.ts';
import type { SliceThreads } from './slice-threads.ts';
import { TaskQueue, type ReadStored } from './task-queue.ts';
import { WriteBehind } from './write-behind.ts';

/** Progress of a run. */
export interface RunProgress {
  /** Slices performed, the rows of the last ones still on their way, and all there are. */
  readonly done: number;
  readonly total: number;
  /** Factor that is worked on. */
  readonly factor: string;
}

/** What {@link runLocally} needs besides the run. */
export interface LocalOptions {
  /** Threads that perform the slices. @default this one */
  readonly threads?: SliceThreads | undefined;
  readonly onProgress?: (progress: RunProgress) => void;
  /** Ends the run cleanly; the same request continues it. */
  readonly signal?: AbortSignal;
}

/** Milliseconds that slices under way have to end when the run is stopped. */
const patience = 3_000;

/**
 * Performs the open slices of a run on this machine: the facts are read once, threads share them, and this thread writes
 * what they find.
 *
 * @param done - ids of slices that are done already
 */
export async function runLocally(
  context: SliceContext,
  done: ReadonlySet<string>,
  { threads, onProgress, signal }: LocalOptions,
): Promise<void> {
  const { warehouse, request, plan, records } = context;
  const slices = context.slices ?? planSlices(request, plan);
  const total = slices.compute.length + slices.test.length;
  let performed = [...slices.compute, ...slices.test].filter(({ id }) => done.has(id)).length;
  if (performed === total) return;
  const progress = (more: 0 | 1, factor: string): void => {
    performed += more;
    onProgress?.({ done: performed, total, factor });
  };
  const queue = new TaskQueue(plan, slices, done, readStored(context));
  const writer = new WriteBehind(warehouse);
  const executors = await executorsOf(context, threads);
  const lanes = executors.map((executor) => lane(executor, { queue, writer, records, plan, progress }, signal));
  try {
    await Promise.all(lanes);
    await writer.flush();
  } finally {
    queue.close();
    await Promise.race([Promise.allSettled(lanes), new Promise((resolve) => setTimeout(resolve, patience).unref())]);
    await Promise.all(executors.map((executor) => executor.close()));
    await Promise.allSettled(lanes);
    await writer.flush().catch(() => undefined);
    await records.flush();
  }
}

/** Threads over the facts of the run, or this thread; data that the threads have a copy of are released here. */
async function executorsOf(
  { warehouse, request, plan }: SliceContext,
  threads: SliceThreads | undefined,
): Promise<readonly Executor[]> {
  const facts = await readLocalFacts(warehouse, request, plan);
  return threads?.over(facts) ?? [inlineExecutor(facts)];
}

interface Shared {
  readonly queue: TaskQueue;
  readonly writer: WriteBehind;
  readonly records: SliceRecords;
  readonly plan: RunPlan;
  /** Reports that a slice has started (0) or is done (1). */
  readonly progress: (more: 0 | 1, factor: string) => void;
}

/** One executor's loop over the slices. */
async function lane(
  executor: Executor,
  { queue, writer, records, plan, progress }: Shared,
  signal?: AbortSignal,
): Promise<void> {
  for (let task = await queue.take(); task !== undefined; task = await queue.take()) {
    signal?.throwIfAborted();
    progress(0, task.slice.factor);
    const attempt = await records.begin(plannedSlice(plan, task.slice));
    try {
      const outcome = await executor.run(task);
      progress(1, task.slice.factor);
      queue.finished(task);
      await writer.put(outcome, attempt);
    } catch (thrown) {
      await attempt.fail(thrown);
      throw thrown;
    }
  }
}

/** Values that an earlier process stored, for tests that it did not reach. */
function readStored({ warehouse, plan }: SliceContext): ReadStored {
  return async (factor, slices, into) => {
    const stored = await readFactorValues(warehouse, plan.runId, factor, plan);
    for (const { stocks, sessions } of slices) {
      const part = cutPanel(stored, stocks, sessions);
      for (let t = 0; t < part.days; t++) {
        const row = (sessions.from + t) * into.stocks + stocks.from;
        into.values.set(part.values.subarray(t * part.stocks, (t + 1) * part.stocks), row);
      }
    }
  };
}
