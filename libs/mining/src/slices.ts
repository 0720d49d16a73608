import { hostname } from 'node:os';
import { findFactor, type FactorDefinition } from '@fm/factors';
import { nextVersion, runSlicesTable, type Warehouse } from '@fm/warehouse';
import { computeFactor } from './compute-factor.ts';
import { loadMarket } from './load-market.ts';
import { testFactor } from './mine-factor.ts';
import type { Market } from './market.ts';
import { inputsOf, type RunPlan } from './plan.ts';
import type { RunRequest } from './request.ts';
import { storeComputed, storeTested } from './store-results.ts';

/** What a slice does: `compute` stores the values and returns of a factor, `test` its regressions and summaries. */
export type SliceStage = 'compute' | 'test';

const stages: readonly SliceStage[] = ['compute', 'test'];

/** What slices of a run share. */
export interface SliceContext {
  readonly warehouse: Warehouse;
  readonly request: RunRequest;
  readonly plan: RunPlan;
}

/** Identity of a slice within its run. */
export function sliceId(stage: SliceStage, factor: string): string {
  return `${stage}/${factor}`;
}

/** Slices of a request that no row calls done. */
export async function openSlices({ warehouse, request, plan }: SliceContext): Promise<string[]> {
  const rows = await warehouse.query<{ slice_id: string }>(
    `SELECT slice_id FROM run_slices FINAL WHERE run_id = {run:String} AND status = 'succeeded'`,
    { run: plan.runId },
  );
  const done = new Set(rows.map((row) => row.slice_id));
  return request.factors
    .flatMap((factor) => stages.map((stage) => sliceId(stage, factor)))
    .filter((id) => !done.has(id));
}

/**
 * Runs one slice by its place in the request: loads exactly its inputs, computes, and writes results under keys that a
 * repeated delivery meets again. Nothing is done when it is done already, or there is no such slice.
 *
 * @param index - place of the factor in the request
 * @returns rows written
 */
export async function runSlice(context: SliceContext, stage: SliceStage, index: number): Promise<number> {
  const factor = context.request.factors[index];
  if (factor === undefined || !(await openSlices(context)).includes(sliceId(stage, factor))) return 0;
  const { plan, request, warehouse } = context;
  const inputs = inputsOf([factor], request);
  const market = await loadMarket(warehouse, plan.universe, {
    inputs,
    until: plan.until,
    weighting: request.weighting,
  });
  return performSlices(context, market, factor, [stage]);
}

/** Computes a factor once and performs its slices of the stages. */
export async function performSlices(
  { warehouse, request, plan }: SliceContext,
  market: Market,
  factor: string,
  wanted: readonly SliceStage[],
): Promise<number> {
  const begun = performance.now();
  const computed = computeFactor(market, findFactor(factor) as FactorDefinition, request);
  let rows = 0;
  for (const stage of stages.filter((one) => wanted.includes(one))) {
    const place = { runId: plan.runId, version: nextVersion() };
    const written =
      stage === 'compute'
        ? await storeComputed(warehouse, place, market, computed)
        : await storeTested(warehouse, place, testFactor(market, computed, plan.ranges));
    await recordSlice(warehouse, plan, stage, factor, {
      rowsIn: market.sessions.length * market.symbols.length,
      rowsOut: written,
      milliseconds: performance.now() - begun,
    });
    rows += written;
  }
  return rows;
}

async function recordSlice(
  warehouse: Warehouse,
  plan: RunPlan,
  stage: SliceStage,
  factor: string,
  cost: { readonly rowsIn: number; readonly rowsOut: number; readonly milliseconds: number },
): Promise<void> {
  await warehouse.insert(runSlicesTable, [
    {
      run_id: plan.runId,
      slice_id: sliceId(stage, factor),
      stage,
      factor,
      start: plan.ranges[0]?.start ?? plan.until,
      end: plan.until,
      status: 'succeeded',
      attempt: Number(process.env['AWS_BATCH_JOB_ATTEMPT'] ?? 1),
      rows_in: cost.rowsIn,
      rows_out: cost.rowsOut,
      duration_ms: cost.milliseconds,
      host: hostname(),
      error: '',
      version: nextVersion(),
    },
  ]);
}
