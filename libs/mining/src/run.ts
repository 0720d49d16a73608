import type { Clock } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { runIncomplete } from './errors.ts';
import { loadMarket } from './load-market.ts';
import { inputsOf, planRun, type RunPlan } from './plan.ts';
import { RunStateRecord, type RunFacts } from './records/run-record.ts';
import { SliceRecords } from './records/slice-records.ts';
import { canonicalJson, withoutCut, type RunRequest } from './request.ts';
import { openSlices, performSlices, plannedSlices, sliceId } from './slices.ts';
import type { SliceStage } from './slices/slice.ts';
import { summariseRun } from './summarise-run.ts';

/** How far a run is. */
export interface RunProgress {
  readonly done: number;
  readonly total: number;
  readonly factor: string;
}

/** What a run is made with. */
export interface RunOptions {
  readonly warehouse: Warehouse;
  readonly request: RunRequest;
  readonly clock: Clock;
  readonly codeVersion: string;
  /** How it is run, for its record. */
  readonly how?: Pick<RunFacts, 'threadNo' | 'parallelM' | 'jobs' | 'runner' | 'execution'>;
}

/** What {@link mine} needs. */
export interface MineOptions extends RunOptions {
  readonly onProgress?: (progress: RunProgress) => void;
  /** Ends the run cleanly between two factors; the same request continues it. */
  readonly signal?: AbortSignal;
}

/**
 * Mines a request into the warehouse. A run has an identity: mining the same request over the same data again changes
 * nothing, and a run that was killed is finished by asking for it again.
 *
 * @returns the plan; its results are read with {@link readResults}
 */
export async function mine(options: MineOptions): Promise<RunPlan> {
  const plan = await planRun(options.warehouse, options.request);
  if (await hasSucceeded(options.warehouse, plan.runId)) return plan;
  await beginRun(options, plan);
  try {
    await mineFactors(options, plan);
    await finishRun(options, plan);
  } catch (thrown) {
    await failRun(options, plan, thrown);
    throw thrown;
  }
  return plan;
}

/** Records that a run runs, and its slices. */
export async function beginRun(options: RunOptions, plan: RunPlan): Promise<void> {
  const { request } = options;
  const empty = plan.emptyRanges.map((range) => `No session of the universe lies in ${range}: it has no result.`);
  const slices = plannedSlices(request, plan);
  await recordOf(options, plan).begin({
    request: canonicalJson(withoutCut(request)),
    dataVersion: plan.dataVersion,
    synthetic: plan.synthetic,
    notes: [...plan.notes, ...empty],
    slices: slices.length,
    ...options.how,
  });
  await new SliceRecords({ ...options, runId: plan.runId }).plan(slices);
}

/**
 * Adds what only the whole run knows and records that it succeeded.
 *
 * @throws RUN_INCOMPLETE when a slice is not done: a run is never partial and succeeded
 */
export async function finishRun(options: RunOptions, plan: RunPlan): Promise<void> {
  const { warehouse, request } = options;
  const open = await openSlices({ warehouse, request, plan });
  if (open.length > 0) throw runIncomplete(plan.runId, open);
  await summariseRun(warehouse, plan.runId);
  await recordOf(options, plan).succeed();
}

/** Records that a run failed, and why. */
export function failRun(options: RunOptions, plan: RunPlan, thrown: unknown): Promise<void> {
  return recordOf(options, plan).fail(thrown);
}

async function mineFactors(options: MineOptions, plan: RunPlan): Promise<void> {
  const { warehouse, request } = options;
  const inputs = inputsOf(request.factors, request);
  const market = await loadMarket(warehouse, plan.universe, {
    inputs,
    until: plan.until,
    weighting: request.weighting,
  });
  const records = new SliceRecords({ ...options, runId: plan.runId, delayMilliseconds: 250 });
  const context = { warehouse, request, plan, records };
  const open = new Set(await openSlices(context));
  const total = request.factors.length;
  try {
    for (const [done, factor] of request.factors.entries()) {
      options.signal?.throwIfAborted();
      options.onProgress?.({ done, total, factor });
      const stages = (['compute', 'test'] as SliceStage[]).filter((stage) => open.has(sliceId(stage, factor)));
      if (stages.length > 0) await performSlices(context, market, factor, stages);
    }
  } finally {
    await records.flush();
  }
  options.onProgress?.({ done: total, total, factor: '' });
}

/** Whether a run is complete. */
export async function hasSucceeded(warehouse: Warehouse, runId: string): Promise<boolean> {
  const rows = await warehouse.query(`SELECT 1 FROM runs FINAL WHERE run_id = {run:String} AND status = 'succeeded'`, {
    run: runId,
  });
  return rows.length > 0;
}

function recordOf({ warehouse, clock, codeVersion }: RunOptions, plan: RunPlan): RunStateRecord {
  return new RunStateRecord({ warehouse, clock, codeVersion, runId: plan.runId });
}
