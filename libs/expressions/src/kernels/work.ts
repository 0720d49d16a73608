import type { Simd } from '../simd/simd.ts';

/**
 * What one call of a kernel computes: some sessions of some stocks of one node. Places count doubles from the start of the
 * memory; the cell of session r and stock c of argument k lies at `args[k] + r * argStrides[k] + c`. Operators over time
 * and on single cells get a tile of neighbouring stocks, operators across stocks get all of them.
 */
export interface Work {
  readonly memory: Float64Array;
  readonly simd: Simd;
  /** Place of memory that only this thread uses. */
  scratch: number;
  /** Stocks of the piece. */
  stocks: number;
  /** Columns of the piece, a multiple of 8; those beyond the stocks hold nothing and may be computed. */
  columns: number;
  /** Places of session 0 of the block. The sessions that the look-back of the operator asks for lie before it. */
  readonly args: number[];
  /** Doubles from one session to the next; 0 where the argument is a number, which has one row. */
  readonly argStrides: number[];
  out: number;
  /** Doubles from one session of the result to the next. */
  stride: number;
  firstRow: number;
  endRow: number;
  /** Sessions of the panel before session 0 of the block; what would lie before the panel is missing. */
  sessionsBefore: number;
  params: readonly (number | string)[];
}

/** Computes a piece. */
export type Kernel = (work: Work) => void;

/**
 * Which other cells a cell of the result depends on, and so how the work can be cut: none (`cells`), the past of the same
 * stock (`columns`), or the other stocks of the same session (`rows`).
 */
export type Reach = 'cells' | 'columns' | 'rows';

/** How an operator is computed. */
export interface KernelEntry {
  readonly reach: Reach;
  readonly run: Kernel;
}

/** The value, or missing where it is not finite: no operator returns an infinity. */
export function finite(value: number): number {
  return value - value === 0 ? value : NaN;
}

/** A parameter as a number. */
export function numberOf(work: Work, index: number): number {
  return Number(work.params[index]);
}
