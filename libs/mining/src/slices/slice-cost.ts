import type { FactorDefinition, InputName } from '@fm/factors';
import { sizeOf, type Slice, type SliceCost, type SliceStage, type Span } from './slice.ts';

/*
 * Nanoseconds of processor time: of a cell computed, its value stored; of a cell tested; of a stock's session regressed in
 * one range. By the processor time of `npm run bench -- mining`, shared out by a profile of it. They decide how a run is
 * cut, never what it finds.
 */
const computeNanoseconds = 300;
const testNanoseconds = 260;
const regressionNanoseconds = 90;
/** What any slice takes besides its cells: reading the plan, asking the warehouse, recording. */
const overheadSeconds = 0.02;

/*
 * Memory of a slice: `fixedBytes + cells x (rawBytes + 8 x panels)`, panels being the declared inputs and those of the
 * work. `npm run bench -- slices` holds it against the peak memory of processes: none took more, the closest came to seven
 * tenths of it.
 */
/** Buffers of the engine and of the rows on their way, whatever the size. */
const fixedBytes = 96 * 2 ** 20;
/** Bytes of a cell's facts while they are read: prices in the response and as arrays, filings and articles as rows. */
const rawBytes = 112;
const cellBytes = 8;

/**
 * Panels that exist at once beside the inputs: of `compute` the values, the same by stock, and twice the rows of days and
 * values; of `test` see `characteristic` in `compute-factor.ts`, with what is not collected yet.
 */
const workingPanels = { compute: 7, test: 8 } as const;

/** Cost of computing the values of `stocks` over `load`. */
export function computeCost(inputs: readonly InputName[], stocks: Span, load: Span): SliceCost {
  const cells = sizeOf(stocks) * sizeOf(load);
  return {
    cells,
    seconds: overheadSeconds + (cells * computeNanoseconds) / 1e9,
    bytes: panelBytes(cells, inputs.length + workingPanels.compute),
  };
}

/** Cost of testing a factor: each session once for the cross-section, and each range once for every stock. */
export function testCost(
  definition: FactorDefinition,
  inputs: readonly InputName[],
  stocks: number,
  load: Span,
  ranges: readonly Span[],
): SliceCost {
  const cells = stocks * sizeOf(load);
  const regressed = ranges.reduce((sum, range) => sum + stocks * sizeOf(range), 0);
  const values = definition.kind === 'characteristic' ? 1 : 0;
  return {
    cells,
    seconds: overheadSeconds + (cells * testNanoseconds + regressed * regressionNanoseconds) / 1e9,
    bytes: panelBytes(cells, inputs.length + values + workingPanels.test),
  };
}

/**
 * Cost of slices that are done one after the other over `stocks` x `load`: what is loaded is loaded once, and panels are let
 * go from one factor to the next.
 */
export function batchCost(stage: SliceStage, slices: readonly Slice[], stocks: Span, load: Span): SliceCost {
  const cells = sizeOf(stocks) * sizeOf(load);
  const panels = slices.map(({ inputs, readsValues }) => inputs.length + Number(readsValues) + workingPanels[stage]);
  return {
    cells,
    seconds: slices.reduce((sum, { cost }) => sum + cost.seconds, 0),
    bytes: panelBytes(cells, Math.max(...panels)),
  };
}

function panelBytes(cells: number, panels: number): number {
  return fixedBytes + cells * (rawBytes + cellBytes * panels);
}

/** The most that a slice may take. */
export interface SliceLimits {
  readonly seconds: number;
  readonly bytes: number;
}

/** Default seconds of a slice: much more than it takes to begin one, little enough to lose one. */
const defaultSeconds = 30;

/** Fits beside the program into the 4 GiB that a mining job has by default. */
const mostBytes = 2 ** 31;

/** The most that a slice of a request may take. */
export function limitsOf({ sliceSeconds }: { readonly sliceSeconds?: number }): SliceLimits {
  return { seconds: sliceSeconds ?? defaultSeconds, bytes: mostBytes };
}

/**
 * A batch may take as long as this many of the longest slices: three minutes, against the 45 seconds in which a task
 * starts. Most slices are much shorter, because memory cuts them, so that ten and more of them share a load.
 */
const slicesOfABatch = 6;

/** The most that the slices of one load may take. */
export function batchLimitsOf(request: { readonly sliceSeconds?: number }): SliceLimits {
  const { seconds, bytes } = limitsOf(request);
  return { seconds: slicesOfABatch * seconds, bytes };
}

/** Parts into which work is cut so that each is within the limits. */
export function partsOf(cost: SliceCost, limits: SliceLimits): number {
  return Math.max(1, Math.ceil(Math.max(cost.seconds / limits.seconds, cost.bytes / limits.bytes)));
}
