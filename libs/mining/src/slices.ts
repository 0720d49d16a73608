import { findFactor, type FactorDefinition } from '@fm/factors';
import { nextVersion, type Warehouse } from '@fm/warehouse';
import { computeFactor, type ComputedFactor } from './compute-factor.ts';
import { loadMarket } from './load-market.ts';
import { testFactor } from './mine-factor.ts';
import type { Market } from './market.ts';
import { inputsOf, type RunPlan } from './plan.ts';
import { openSliceIds } from './records/read-records.ts';
import type { PlannedSlice, SliceRecords } from './records/slice-records.ts';
import type { RunRequest } from './request.ts';
import type { SliceStage } from './slices/slice.ts';
import { storeComputed, storeTested } from './store-results.ts';

const stages: readonly SliceStage[] = ['compute', 'test'];

/** What slices of a run share. */
export interface SliceContext {
  readonly warehouse: Warehouse;
  readonly request: RunRequest;
  readonly plan: RunPlan;
  readonly records: SliceRecords;
}

/** Identity of a slice within its run. */
export function sliceId(stage: SliceStage, factor: string): string {
  return `${stage}/${factor}`;
}

/** Every slice of a request. */
export function plannedSlices(request: RunRequest, plan: RunPlan): PlannedSlice[] {
  return request.factors.flatMap((factor) => stages.map((stage) => sliceOf(plan, stage, factor)));
}

function sliceOf(plan: RunPlan, stage: SliceStage, factor: string): PlannedSlice {
  const start = plan.ranges.reduce((first, range) => (range.start < first ? range.start : first), plan.until);
  return { id: sliceId(stage, factor), stage, factor, start, end: plan.until };
}

/** Slices of a request that no row calls done. */
export function openSlices({ warehouse, request, plan }: Omit<SliceContext, 'records'>): Promise<string[]> {
  const ids = request.factors.flatMap((factor) => stages.map((stage) => sliceId(stage, factor)));
  return openSliceIds(warehouse, plan.runId, ids);
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
  { warehouse, request, plan, records }: SliceContext,
  market: Market,
  factor: string,
  wanted: readonly SliceStage[],
): Promise<number> {
  let computed: ComputedFactor | undefined;
  let rows = 0;
  for (const stage of stages.filter((one) => wanted.includes(one))) {
    const attempt = await records.begin(sliceOf(plan, stage, factor));
    try {
      computed ??= computeFactor(market, findFactor(factor) as FactorDefinition, request);
      const place = { runId: plan.runId, version: nextVersion() };
      const written =
        stage === 'compute'
          ? await storeComputed(warehouse, place, market, computed)
          : await storeTested(warehouse, place, market.symbols, testFactor(market, computed, plan.ranges));
      await attempt.succeed({ rowsIn: market.sessions.length * market.symbols.length, rowsOut: written });
      rows += written;
    } catch (thrown) {
      await attempt.fail(thrown);
      throw thrown;
    }
  }
  return rows;
}
