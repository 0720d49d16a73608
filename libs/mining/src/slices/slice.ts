import type { InputName } from '@fm/factors';
import type { RangeOfSessions } from '@fm/results';

/**
 * What a slice does: `compute` makes the values of a factor for some of the stocks and sessions, `test` makes the
 * portfolios, regressions and summaries of a factor over some of the ranges, from the values of all stocks.
 */
export type SliceStage = 'compute' | 'test';

/** Places in a list, first and last, both inclusive; empty where `to < from`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Rows that a slice writes: the table, and the most there can be. */
export interface SliceOutput {
  readonly table: string;
  /** Columns that, with the run, are the key of a row: writing the slice again writes the same keys. */
  readonly key: readonly string[];
  readonly rows: number;
}

/** What a slice is expected to take; see `slice-cost.ts` for the formulas. */
export interface SliceCost {
  /** Cells (stock-sessions) that are computed, those of the look-back included. */
  readonly cells: number;
  readonly seconds: number;
  /** Memory beyond what a process without work has. */
  readonly bytes: number;
}

/** One unit of work of a run. Any process may do any slice, in any order within its stage, any number of times. */
export interface Slice {
  /** Unique within the run; says the cut: slices of another cut of the same run have other ids. */
  readonly id: string;
  readonly stage: SliceStage;
  /** Place among the slices of its stage. */
  readonly index: number;
  readonly factor: string;
  /** Columns of `plan.symbols`. A test needs the whole cross-section. */
  readonly stocks: Span;
  /** Sessions whose rows the slice writes; of a test those of its factor returns, empty where others write them. */
  readonly sessions: Span;
  /** Ranges of a test, neighbours by their first session; none for `compute`. */
  readonly ranges: readonly RangeOfSessions[];
  /** Panels that are read. */
  readonly inputs: readonly InputName[];
  /** Whether a test reads the values that the `compute` slices of its factor wrote. */
  readonly readsValues: boolean;
  /** Sessions that are loaded: with the look-back before, and with nothing after the last one needed. */
  readonly load: Span;
  readonly outputs: readonly SliceOutput[];
  readonly cost: SliceCost;
}

/** Slices of a stage, made when they are asked for: the plan of a run with a million slices takes no memory. */
export interface SliceList extends Iterable<Slice> {
  readonly length: number;
  /**
   * The slice at a place.
   *
   * @throws RangeError where there is none
   */
  at(index: number): Slice;
  /** The slices of a factor. */
  of(factor: string): Slice[];
}

/** All slices of a run. */
export type SlicePlan = Readonly<Record<SliceStage, SliceList>>;

/**
 * Slices that one job does one after the other over one load of the market: those of several factors in one place of the
 * same cut. Each is recorded on its own, so that a job that is interrupted loses the slice that it was in.
 */
export interface SliceBatch {
  /** Place among the batches of its stage. */
  readonly index: number;
  readonly stage: SliceStage;
  readonly slices: readonly Slice[];
  /** Of all slices one after the other, with the memory of the largest one over what is loaded for all. */
  readonly cost: SliceCost;
}

/** Batches of a stage, made when they are asked for. */
export interface BatchList extends Iterable<SliceBatch> {
  readonly length: number;
  /**
   * The batch at a place.
   *
   * @throws RangeError where there is none
   */
  at(index: number): SliceBatch;
}

/** The batches of a run: every slice of the plan is in exactly one. */
export type BatchPlan = Readonly<Record<SliceStage, BatchList>>;

/** Slices of one factor in one stage; `at` makes the one at a place among them. */
export interface FactorSlices {
  readonly factor: string;
  readonly length: number;
  at(part: number): Omit<Slice, 'index'>;
}

/** Number of places in a span. */
export function sizeOf({ from, to }: Span): number {
  return Math.max(0, to - from + 1);
}

/** The `part`th of `parts` even parts of a list of `length`; parts differ by at most one place. */
export function evenSpan(length: number, parts: number, part: number): Span {
  return { from: Math.floor((length * part) / parts), to: Math.floor((length * (part + 1)) / parts) - 1 };
}
