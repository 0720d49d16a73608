import type { Warehouse } from '@fm/warehouse';
import type { RunRequest } from '@fm/results';
import { valuesNotReady } from '../errors.ts';
import type { RunPlan } from '../request/plan.ts';
import { isSliceDone } from '../records/read-records.ts';
import type { SliceRecords } from '../records/slice-records.ts';
import { loadSliceMarket, loadSliceValues } from './load-slice.ts';
import { performCompute, performTest, type SliceOutcome } from './perform-slice.ts';
import { plannedSlice } from './planned-slice.ts';
import { planSlices } from './plan-slices.ts';
import type { Slice, SlicePlan, SliceStage } from './slice.ts';

/** What slices of a run share. */
export interface SliceContext {
  readonly warehouse: Warehouse;
  readonly request: RunRequest;
  readonly plan: RunPlan;
  readonly records: SliceRecords;
  /** @default {@link planSlices} of the request and the plan */
  readonly slices?: SlicePlan;
  /** Ends a slice before its end: the attempt is recorded as failed for the signal's reason. */
  readonly signal?: AbortSignal;
}

const nothing: SliceOutcome = { rowsIn: 0, rowsOut: 0 };

/**
 * Runs one slice by its place in its stage: loads exactly its inputs, computes, and writes results under keys that a
 * repeated delivery meets again. Nothing is done when it is done already, or there is no such slice.
 *
 * @param index - place in `planSlices(request, plan)[stage]`
 * @throws VALUES_NOT_READY where a test comes before the values that it reads
 */
export async function runSlice(context: SliceContext, stage: SliceStage, index: number): Promise<SliceOutcome> {
  const { warehouse, plan, request, records, signal } = context;
  const slices = context.slices ?? planSlices(request, plan);
  if (index >= slices[stage].length) return nothing;
  const slice = slices[stage].at(index);
  if (await isSliceDone(warehouse, plan.runId, slice.id)) return nothing;
  signal?.throwIfAborted();
  const attempt = await records.begin(plannedSlice(plan, slice));
  try {
    // It may have come while the attempt was recorded; a listener added now would never hear of it.
    signal?.throwIfAborted();
    const outcome = await unlessAborted(perform(context, slices, slice), signal);
    // Its time is that of the whole attempt: here a slice loads its own facts and writes its own rows.
    await attempt.succeed({ rowsIn: outcome.rowsIn, rowsOut: outcome.rowsOut });
    return outcome;
  } catch (thrown) {
    await attempt.fail(thrown);
    throw thrown;
  }
}

async function perform(context: SliceContext, slices: SlicePlan, slice: Slice): Promise<SliceOutcome> {
  const { warehouse, plan, request } = context;
  if (slice.readsValues) await requireValues(warehouse, plan, slices, slice);
  const market = await loadSliceMarket(warehouse, request, plan, slice);
  const work = { runId: plan.runId, request, sink: warehouse };
  if (slice.stage === 'compute') return performCompute(work, slice, market);
  return performTest(
    work,
    slice,
    market,
    slice.readsValues ? await loadSliceValues(warehouse, plan, slice) : undefined,
  );
}

/** The outcome of work, unless the signal comes first: what is under way then goes on and is not waited for. */
async function unlessAborted<Outcome>(work: Promise<Outcome>, signal: AbortSignal | undefined): Promise<Outcome> {
  if (signal === undefined) return work;
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop);
  });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', stop));
}

/** A test on some of the values would be wrong and look right. */
async function requireValues(
  warehouse: Warehouse,
  plan: RunPlan,
  slices: SlicePlan,
  { factor, id }: Slice,
): Promise<void> {
  const rows = await warehouse.query<{ id: string }>(
    `SELECT slice_id AS id FROM run_slices FINAL
     WHERE run_id = {run:String} AND stage = 'compute' AND factor = {factor:String} AND status = 'succeeded'`,
    { run: plan.runId, factor },
  );
  const done = new Set(rows.map((row) => row.id));
  const open = slices.compute.of(factor).filter((slice) => !done.has(slice.id));
  if (open.length > 0) throw valuesNotReady(id, open.length);
}
