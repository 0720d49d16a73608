import type { Clock } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { dataVersionOf } from '@fm/market/facts';
import { canonicalJson, type RunRequest } from '@fm/results';
import { countAgain, countBegun, countFound } from './count-trials.ts';
import { dataChanged, runIncomplete } from './errors.ts';
import { defaultJobs } from './local/default-jobs.ts';
import { runLocally, type LocalOptions } from './local/run-locally.ts';
import { SliceThreads } from './local/slice-threads.ts';
import { inputsOf, planRun, type RunPlan } from './request/plan.ts';
import { openSliceIds } from './records/read-records.ts';
import { RunStateRecord, type RunFacts } from './records/run-record.ts';
import { SliceRecords } from './records/slice-records.ts';
import { withoutCut } from './request/request.ts';
import { partialNotes } from './request/sample.ts';
import { planSlices } from './slices/plan-slices.ts';
import { plannedSlice } from './slices/planned-slice.ts';
import type { Slice } from './slices/slice.ts';
import { summariseRun } from './summarise-run.ts';
import { treatmentNote } from '@fm/results/treatment';

/** What a run works with. */
export interface RunOptions {
  readonly warehouse: Warehouse;
  readonly request: RunRequest;
  readonly clock: Clock;
  readonly codeVersion: string;
  /** How it is run, for its record. */
  readonly how?: Pick<RunFacts, 'threadNo' | 'parallelM' | 'jobs' | 'runner' | 'execution'>;
}

/** What {@link mine} needs. */
export interface MineOptions extends RunOptions, Omit<LocalOptions, 'threads'> {
  /** Slices worked on at once: 1 in this thread, more in threads of their own. @default {@link defaultJobs} */
  readonly jobs?: number;
  /** Called with the plan before anything is recorded or mined. @default nothing */
  readonly onPlan?: (plan: RunPlan) => Promise<void>;
}

/**
 * Mines a request into the warehouse. A run has an identity: mining the same request over the same data again changes
 * nothing, and a run that was killed or stopped is finished by asking for it again.
 *
 * @returns the plan; its results are read with {@link readResults}
 */
export async function mine(options: MineOptions): Promise<RunPlan> {
  // Threads that are asked for load their code while the run is planned.
  let threads = threadsFor(options.jobs ?? 1);
  try {
    const { warehouse, request } = options;
    const plan = await planRun(warehouse, request);
    await options.onPlan?.(plan);
    if (await hasSucceeded(warehouse, plan.runId)) {
      await countAgain(options, plan);
      return plan;
    }
    const slices = planSlices(request, plan);
    const jobs = options.jobs ?? defaultJobs(slices);
    threads ??= threadsFor(jobs);
    // The same records plan the slices and start them: a separate read for each would wait behind the inserts.
    const records = new SliceRecords({ ...options, runId: plan.runId, delayMilliseconds: 250 });
    const done = await beginRun({ ...options, how: { runner: 'local', jobs, ...options.how } }, plan, records);
    await unlessFailed(options, plan, () =>
      runLocally({ warehouse, request, plan, records, slices }, done, { ...options, threads }),
    );
    return plan;
  } finally {
    await threads?.close();
  }
}

function threadsFor(jobs: number): SliceThreads | undefined {
  return jobs > 1 ? new SliceThreads(jobs) : undefined;
}

/** Finishes the run after its work, or records why it failed. */
async function unlessFailed(options: RunOptions, plan: RunPlan, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    await finishRun(options, plan);
  } catch (thrown) {
    await failRun(options, plan, thrown);
    throw thrown;
  }
}

/**
 * Records that a run runs, and its slices.
 *
 * @param records - what writes them, and then knows how often each was started. @default some for this call
 * @returns ids of the slices that are done already
 */
export async function beginRun(
  options: RunOptions,
  plan: RunPlan,
  records = new SliceRecords({ ...options, runId: plan.runId }),
): Promise<Set<string>> {
  const { request } = options;
  const empty = plan.emptyRanges.map((range) => `No session of the universe lies in ${range}: it has no result.`);
  const planned = slicesOf(request, plan).map((slice) => plannedSlice(plan, slice));
  await recordOf(options, plan).begin({
    request: canonicalJson(withoutCut(request)),
    dataVersion: plan.dataVersion,
    synthetic: plan.synthetic,
    notes: [
      ...plan.notes,
      ...[treatmentNote(request)].filter(Boolean),
      ...empty,
      ...partialNotes(plan.ranges),
      ...(request.leftOut ?? []).map((why) => `Left out of the library: ${why}.`),
    ],
    slices: planned.length,
    ...(request.threadNo === undefined ? {} : { threadNo: request.threadNo }),
    ...(request.parallelM === undefined ? {} : { parallelM: request.parallelM }),
    ...options.how,
  });
  await countBegun(options, plan);
  return records.plan(planned);
}

/**
 * Adds what only the whole run knows and records that it succeeded.
 *
 * @throws RUN_INCOMPLETE when a slice is not done: a run is never partial and succeeded; DATA_CHANGED when its slices may
 * have read different data
 */
export async function finishRun(options: RunOptions, plan: RunPlan): Promise<void> {
  const { warehouse, request } = options;
  const ids = slicesOf(request, plan).map(({ id }) => id);
  const open = await openSliceIds(warehouse, plan.runId, ids);
  if (open.length > 0) throw runIncomplete(plan.runId, open);
  const inputs = inputsOf(request, request);
  const dataVersion = await dataVersionOf(warehouse, plan.symbols, inputs, plan.until);
  if (dataVersion !== plan.dataVersion) throw dataChanged(plan.runId);
  await summariseRun(warehouse, plan.runId);
  await countFound(options, plan);
  await recordOf(options, plan).succeed();
}

/** Records that a run failed, and why. */
export function failRun(options: RunOptions, plan: RunPlan, thrown: unknown): Promise<void> {
  return recordOf(options, plan).fail(thrown);
}

/** Whether a run is complete. */
export async function hasSucceeded(warehouse: Warehouse, runId: string): Promise<boolean> {
  const rows = await warehouse.query(`SELECT 1 FROM runs FINAL WHERE run_id = {run:String} AND status = 'succeeded'`, {
    run: runId,
  });
  return rows.length > 0;
}

function slicesOf(request: RunRequest, plan: RunPlan): Slice[] {
  const { compute, test } = planSlices(request, plan);
  return [...compute, ...test];
}

function recordOf({ warehouse, clock, codeVersion }: RunOptions, plan: RunPlan): RunStateRecord {
  return new RunStateRecord({ warehouse, clock, codeVersion, runId: plan.runId });
}
