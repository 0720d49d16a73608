import { messageOf, type Clock } from '@fm/platform';
import { nextVersion, runsTable, type Warehouse } from '@fm/warehouse';
import { noShareCounts, runIncomplete } from './errors.ts';
import { loadMarket } from './load-market.ts';
import type { Market } from './market.ts';
import { inputsOf, planRun, type RunPlan } from './plan.ts';
import { canonicalJson, type RunRequest } from './request.ts';
import { openSlices, performSlices, sliceId, type SliceStage } from './slices.ts';
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
  const market = await beginRun(options, plan);
  try {
    await mineFactors(options, plan, market);
    await finishRun(options, plan);
  } catch (thrown) {
    await failRun(options, plan, messageOf(thrown));
    throw thrown;
  }
  return plan;
}

/**
 * Loads the market of a run and records that it runs.
 *
 * @throws NO_SHARE_COUNTS when cap weights are asked for and no share count is known
 */
export async function beginRun(options: RunOptions, plan: RunPlan): Promise<Market> {
  const { warehouse, request } = options;
  const inputs = inputsOf(request.factors, request);
  const needs = { inputs, until: plan.until, weighting: request.weighting };
  const market = await loadMarket(warehouse, plan.universe, needs);
  if (market.marketCap?.values.every(Number.isNaN) === true) throw noShareCounts(plan.symbols.length);
  const empty = plan.emptyRanges.map((range) => `No session of the universe lies in ${range}: it has no result.`);
  await recordRun(options, plan, {
    status: 'running',
    synthetic: market.synthetic,
    notes: JSON.stringify([...market.notes, ...empty]),
    started_at: timestamp(options.clock),
  });
  return market;
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
  await recordRun(options, plan, { status: 'succeeded', finished_at: timestamp(options.clock) });
}

/** Records that a run failed, and why. */
export async function failRun(options: RunOptions, plan: RunPlan, error: string): Promise<void> {
  await recordRun(options, plan, { status: 'failed', finished_at: timestamp(options.clock), error });
}

async function mineFactors(options: MineOptions, plan: RunPlan, market: Market): Promise<void> {
  const { warehouse, request } = options;
  const context = { warehouse, request, plan };
  const open = new Set(await openSlices(context));
  const total = request.factors.length;
  for (const [done, factor] of request.factors.entries()) {
    options.signal?.throwIfAborted();
    options.onProgress?.({ done, total, factor });
    const stages = (['compute', 'test'] as SliceStage[]).filter((stage) => open.has(sliceId(stage, factor)));
    if (stages.length > 0) await performSlices(context, market, factor, stages);
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

interface RunState {
  readonly status: string;
  readonly synthetic?: boolean;
  readonly notes?: string;
  readonly started_at?: string;
  readonly finished_at?: string;
  readonly error?: string;
}

/** Writes the state of a run; what a state does not say stays as it was. */
async function recordRun(
  { warehouse, request, clock, codeVersion }: RunOptions,
  plan: RunPlan,
  state: RunState,
): Promise<void> {
  const [known] = await warehouse.query<{ synthetic: boolean; notes: string; started_at: string }>(
    'SELECT synthetic, notes, started_at FROM runs FINAL WHERE run_id = {run:String}',
    { run: plan.runId },
  );
  await warehouse.insert(runsTable, [
    {
      run_id: plan.runId,
      request: canonicalJson(request),
      data_version: plan.dataVersion,
      code_version: codeVersion,
      synthetic: known?.synthetic ?? false,
      notes: known?.notes ?? '[]',
      started_at: known?.started_at ?? timestamp(clock),
      finished_at: null,
      error: '',
      ...state,
      version: nextVersion(),
    },
  ]);
}

/** A moment as a DateTime64(3) literal in UTC. */
function timestamp(clock: Clock): string {
  return clock.now().toISOString().replace('T', ' ').replace('Z', '');
}
