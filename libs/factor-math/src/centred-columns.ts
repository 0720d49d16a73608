import type { Panel } from './panel.ts';
import { kernels } from './simd/kernels.ts';

const { isFinite } = Number;

/** Neighbouring columns that the cross-product kernel takes at once, of either side. */
export const blockWidth = 4;
/** Doubles in a line of the processor's cache. */
const line = 8;

/** Columns of one window of a panel with their means taken out, in the kernels' memory. */
export interface CentredColumns {
  /** Address of the first session's row; rows follow each other. */
  readonly address: number;
  /** Bytes of a row. */
  readonly bytes: number;
  /** Sum of squares per column; NaN for a column with a missing value in the window. */
  readonly squares: Float64Array;
}

/** Doubles of a row: whole blocks, and an odd number of cache lines, so that rows do not compete for the same lines. */
function rowLength(columns: number): number {
  const lines = Math.ceil(columns / line);
  return (lines + (lines % 2 === 0 ? 1 : 0)) * line;
}

/** Doubles of the workspace that {@link centreColumns} needs: the rows and two more for means and squares. */
export function centredLength(columns: number, sessions: number): number {
  return (sessions + 2) * rowLength(columns);
}

/**
 * Centres the columns of sessions `from` to `from + length - 1` in the workspace. The mean is measured from the first
 * value, so that a constant becomes exact zeros, and sums run in time order: a column gives the same bits whatever
 * stands beside it.
 *
 * @param place - part of the workspace, at least `centredLength` long
 */
export function centreColumns(panel: Panel, from: number, length: number, place: Float64Array): CentredColumns {
  const { stocks, values } = panel;
  const width = rowLength(stocks);
  const bytes = width * 8;
  const means = place.byteOffset + length * bytes;
  const squares = means + bytes;
  place.fill(0, 0, (length + 2) * width);
  for (let t = 0; t < length; t++) {
    const row = (from + t) * stocks;
    place.set(values.subarray(row, row + stocks), t * width);
    kernels.addDifference(place.byteOffset + t * bytes, place.byteOffset, means, bytes);
  }
  if (length > 0) kernels.addQuotient(place.byteOffset, means, bytes, length);
  for (let t = 0; t < length; t++) kernels.centre(place.byteOffset + t * bytes, means, squares, bytes);
  const sums = place.slice((length + 1) * width, (length + 1) * width + stocks);
  for (let i = 0; i < stocks; i++) if (!isFinite(sums[i])) sums[i] = NaN;
  return { address: place.byteOffset, bytes, squares: sums };
}
