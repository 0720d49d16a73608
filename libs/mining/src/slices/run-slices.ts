import type { Warehouse } from '@fm/warehouse';
import type { RunRequest } from '@fm/results';
import { valuesNotReady } from '../errors.ts';
import type { Panel } from '@fm/factor-math';
import type { RunPanels } from '../panels/run-panels.ts';
import type { SliceValues } from '../panels/slice-values.ts';
import type { RunPlan } from '../request/plan.ts';
import { doneSliceIds } from '../records/read-records.ts';
import type { SliceRecords } from '../records/slice-records.ts';
import { loadMarketOf, loadSliceValues, marketOfSlice, type LoadedMarket } from './load-slice.ts';
import { performCompute, performTest, type GivenValues, type SliceOutcome } from './perform-slice.ts';
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
  /** Where facts are read and values are left for the tests. @default only the warehouse */
  readonly objects?: { readonly panels: RunPanels; readonly values: SliceValues };
  /** Ends a slice before its end: the attempt is recorded as failed for the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Called for every slice, including those already done. */
export interface SliceListener {
  begins(slice: Slice): void;
  ends(slice: Slice, outcome: SliceOutcome): void;
}

const nothing: SliceOutcome = { rowsIn: 0, rowsOut: 0 };
const silent: SliceListener = { begins: () => undefined, ends: () => undefined };

/**
 * Runs one slice by its place in its stage, see {@link runSlices}. Nothing is done where there is no such slice.
 *
 * @param index - place in `planSlices(request, plan)[stage]`
 */
export async function runSlice(context: SliceContext, stage: SliceStage, index: number): Promise<SliceOutcome> {
  const slices = context.slices ?? planSlices(context.request, context.plan);
  if (index >= slices[stage].length) return nothing;
  const [outcome] = await runSlices({ ...context, slices }, [slices[stage].at(index)]);
  return outcome as SliceOutcome;
}

/**
 * Runs slices of one stage one after the other: loads once exactly what those that are not done yet declare together,
 * computes, and writes results under keys that a repeated delivery overwrites. Each slice sees its own part of what was
 * loaded and nothing else, so that its results do not depend on the others.
 *
 * @returns what each slice did: nothing where it was done already
 * @throws VALUES_NOT_READY where a test comes before the values that it reads
 */
export async function runSlices(
  context: SliceContext,
  slices: readonly Slice[],
  listener: SliceListener = silent,
): Promise<SliceOutcome[]> {
  const { warehouse, plan, request, records, signal, objects } = context;
  const ids = slices.map(({ id }) => id);
  const done = await doneSliceIds(warehouse, plan.runId, ids);
  const open = slices.filter(({ id }) => !done.has(id));
  let loaded: Promise<LoadedMarket> | undefined;
  const outcomes: SliceOutcome[] = [];
  for (const slice of slices) {
    listener.begins(slice);
    const outcome = done.has(slice.id) ? nothing : await runOpen(slice);
    listener.ends(slice, outcome);
    outcomes.push(outcome);
  }
  return outcomes;

  async function runOpen(slice: Slice): Promise<SliceOutcome> {
    signal?.throwIfAborted();
    const attempt = await records.begin(plannedSlice(plan, slice));
    try {
      // The signal may have come while the attempt was recorded; a listener added now would miss it.
      signal?.throwIfAborted();
      const outcome = await unlessAborted(perform(slice), signal);
      // Its time is that of the whole attempt: here a slice loads its own facts and writes its own rows.
      await attempt.succeed({ rowsIn: outcome.rowsIn, rowsOut: outcome.rowsOut });
      return outcome;
    } catch (thrown) {
      await attempt.fail(thrown);
      throw thrown;
    }
  }

  async function perform(slice: Slice): Promise<SliceOutcome> {
    const made = slice.readsValues ? await requireValues(context, slice) : [];
    loaded ??= loadMarketOf(warehouse, request, plan, open, objects?.panels);
    const market = marketOfSlice(await loaded, slice);
    const work = { runId: plan.runId, request, sink: warehouse };
    if (slice.stage === 'test') return performTest(work, slice, market, await givenValues(slice, made));
    let values: Panel | undefined;
    const outcome = await performCompute(work, slice, market, (panel) => (values = panel));
    if (values !== undefined) await objects?.values.keep(slice, values);
    return outcome;
  }

  async function givenValues(slice: Slice, made: readonly Slice[]): Promise<GivenValues | undefined> {
    if (!slice.readsValues) return undefined;
    return (await objects?.values.read(slice, made)) ?? (await loadSliceValues(warehouse, plan, slice));
  }
}

/** The outcome of work, unless the signal comes first: what is under way then continues and is not waited for. */
async function unlessAborted<Outcome>(work: Promise<Outcome>, signal: AbortSignal | undefined): Promise<Outcome> {
  if (signal === undefined) return work;
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop);
  });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', stop));
}

/**
 * The compute slices of a factor: a test on the values of some of them would be wrong but look right.
 *
 * @throws VALUES_NOT_READY where one is not done
 */
async function requireValues(
  { warehouse, request, plan, slices = planSlices(request, plan) }: SliceContext,
  { factor, id }: Slice,
): Promise<readonly Slice[]> {
  const computed = slices.compute.of(factor);
  const done = await doneSliceIds(
    warehouse,
    plan.runId,
    computed.map((slice) => slice.id),
  );
  if (done.size < computed.length) throw valuesNotReady(id, computed.length - done.size);
  return computed;
}
