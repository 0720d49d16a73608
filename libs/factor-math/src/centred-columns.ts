import type { Panel } from './panel.ts';

const { isFinite } = Number;

/** Columns of one window of a panel with their means taken out, packed for the cross-product kernel. */
export interface CentredColumns {
  /** Sum of squares per column; NaN for a column with a missing value in the window. */
  readonly squares: Float64Array;
  /** Blocks of `width` columns, each block session after session: `[block][t][column in block]`; 0 beyond the last. */
  readonly packed: Float64Array;
}

/**
 * Centres the columns of sessions `from` to `from + length - 1`. The mean is measured from the first value, so that a
 * constant becomes exact zeros, and sums run in time order: a column gives the same bits whatever stands beside it.
 *
 * @param packed - receives the blocks; reused from window to window
 */
export function centreColumns(
  panel: Panel,
  from: number,
  length: number,
  width: number,
  packed: Float64Array,
): CentredColumns {
  const { stocks, values } = panel;
  const means = new Float64Array(stocks);
  const squares = new Float64Array(stocks);
  const first = from * stocks;
  const last = first + length * stocks;
  for (let row = first; row < last; row += stocks) {
    for (let i = 0; i < stocks; i++) means[i] += values[row + i] - values[first + i];
  }
  for (let i = 0; i < stocks; i++) means[i] = values[first + i] + means[i] / length;
  for (let block = 0; block * width < stocks; block++) {
    const columns = Math.min(width, stocks - block * width);
    let to = block * width * length;
    for (let row = first; row < last; row += stocks) {
      for (let c = 0; c < width; c++) {
        const i = block * width + c;
        const centred = c < columns ? values[row + i] - means[i] : 0;
        packed[to++] = centred;
        if (c < columns) squares[i] += centred * centred;
      }
    }
  }
  for (let i = 0; i < stocks; i++) if (!isFinite(squares[i])) squares[i] = NaN;
  return { squares, packed };
}
