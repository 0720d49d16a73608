import type { RunRequest } from '@fm/results';
import type { RunPlan } from '../request/plan.ts';
import { sharedLoad } from './load-span.ts';
import { factorSlices } from './plan-slices.ts';
import { batchCost, batchLimitsOf, type SliceLimits } from './slice-cost.ts';
import {
  evenSpan,
  type BatchList,
  type BatchPlan,
  type FactorSlices,
  type Slice,
  type SliceBatch,
  type SliceStage,
} from './slice.ts';

/** Fewest batches of a stage that has as many slices: the smallest array of AWS Batch, so that no job of it is idle. */
const fewestBatches = 2;

/**
 * Shares the slices of a run over batches, which the jobs of the workflow do: the slices of several factors at one place of
 * the same cut, so that one load of the market serves them. Pure, like the slices themselves. As many factors share a load
 * as their seconds and their memory allow; no result depends on it.
 */
export function planBatches(request: RunRequest, plan: RunPlan): BatchPlan {
  const { compute, test } = factorSlices(request, plan);
  const limits = batchLimitsOf(request);
  return { compute: new BatchSequence('compute', compute, limits), test: new BatchSequence('test', test, limits) };
}

/** The slices of one factor with the place of the first among the slices of the stage. */
interface PlacedSlices {
  readonly slices: FactorSlices;
  readonly first: number;
}

/** Factors whose slices are cut alike: part by part, their slices share a load. */
interface BatchedFactors {
  readonly factors: readonly PlacedSlices[];
  /** Place of the batch of the first part. */
  readonly first: number;
  readonly length: number;
}

class BatchSequence implements BatchList {
  readonly length: number;
  readonly #stage: SliceStage;
  readonly #batched: readonly BatchedFactors[];

  constructor(stage: SliceStage, factors: readonly FactorSlices[], limits: SliceLimits) {
    this.#stage = stage;
    const batched: BatchedFactors[] = [];
    let length = 0;
    for (const shared of sharedFactors(stage, factors, limits)) {
      const parts = (shared[0] as PlacedSlices).slices.length;
      batched.push({ factors: shared, first: length, length: parts });
      length += parts;
    }
    this.#batched = batched;
    this.length = length;
  }

  at(index: number): SliceBatch {
    const batched = this.#batched.findLast(({ first }) => first <= index);
    if (!(index >= 0 && index < this.length) || batched === undefined)
      throw new RangeError(`there is no batch ${index} of ${this.length}`);
    const slices = partOf(batched.factors, index - batched.first);
    return { index, stage: this.#stage, slices, cost: costOf(this.#stage, slices) };
  }

  *[Symbol.iterator](): Iterator<SliceBatch> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }
}

/** Factors cut alike, in as few lists as the limits allow. */
function sharedFactors(
  stage: SliceStage,
  factors: readonly FactorSlices[],
  limits: SliceLimits,
): (readonly PlacedSlices[])[] {
  let first = 0;
  const alike = new Map<string, PlacedSlices[]>();
  for (const slices of factors) {
    if (slices.length === 0) continue;
    const cut = cutOf(slices);
    alike.set(cut, [...(alike.get(cut) ?? []), { slices, first }]);
    first += slices.length;
  }
  const classes = [...alike.values()];
  const batches = classes.reduce((sum, [placed]) => sum + (placed as PlacedSlices).slices.length, 0);
  const fewest = batches < fewestBatches ? fewestBatches : 1;
  return classes.flatMap((placed) => withinLimits(stage, placed, limits, fewest));
}

/** What the slices of a factor have to have in common with those of another to share what they load. */
function cutOf({ length, at }: FactorSlices): string {
  const { stocks, sessions } = at(0);
  const isWhole = at(length - 1).load.from === 0;
  return [length, stocks.from, stocks.to, sessions.from, sessions.to, isWhole].join();
}

function withinLimits(
  stage: SliceStage,
  factors: readonly PlacedSlices[],
  limits: SliceLimits,
  fewest: number,
): (readonly PlacedSlices[])[] {
  const { length } = (factors[0] as PlacedSlices).slices;
  const longest = Math.max(...[0, length - 1].map((part) => costOf(stage, partOf(factors, part)).seconds));
  const lists = Math.min(factors.length, Math.max(fewest, Math.ceil(longest / limits.seconds)));
  return Array.from({ length: lists }, (_, at) => {
    const { from, to } = evenSpan(factors.length, lists, at);
    return factors.slice(from, to + 1);
  }).flatMap((list) => withinMemory(stage, list, limits.bytes));
}

/** Halves a list until what its slices load together fits, or takes no more than the largest of them by itself. */
function withinMemory(stage: SliceStage, factors: readonly PlacedSlices[], bytes: number): (readonly PlacedSlices[])[] {
  const { length } = (factors[0] as PlacedSlices).slices;
  const fits = [0, length - 1].every((part) => {
    const slices = partOf(factors, part);
    return costOf(stage, slices).bytes <= Math.max(bytes, ...slices.map(({ cost }) => cost.bytes));
  });
  if (factors.length === 1 || fits) return [factors];
  const half = Math.ceil(factors.length / 2);
  return [factors.slice(0, half), factors.slice(half)].flatMap((list) => withinMemory(stage, list, bytes));
}

function partOf(factors: readonly PlacedSlices[], part: number): Slice[] {
  return factors.map(({ slices, first }) => ({ ...slices.at(part), index: first + part }));
}

function costOf(stage: SliceStage, slices: readonly Slice[]): SliceBatch['cost'] {
  const { stocks, load } = sharedLoad(slices);
  return batchCost(stage, slices, stocks, load);
}
