import type { Panel } from './panel.ts';

const { isFinite } = Number;

/** Columns of one block; what the cross-product kernel takes at once, of either side. */
export const blockWidth = 4;
/** Columns packed together, so that reading and writing both follow the memory. */
const columnsAtOnce = 64;

/** Columns of one window of a panel with their means taken out, packed for the cross-product kernel. */
export interface CentredColumns {
  /** Sum of squares per column; NaN for a column with a missing value in the window. */
  readonly squares: Float64Array;
  /** Blocks of four columns, each block session after session: `[block][t][column in block]`; 0 beyond the last. */
  readonly packed: Float64Array;
}

/**
 * Centres the columns of sessions `from` to `from + length - 1`. The mean is measured from the first value, so that a
 * constant becomes exact zeros, and sums run in time order: a column gives the same bits whatever stands beside it.
 *
 * @param packed - receives the blocks; reused from window to window
 */
export function centreColumns(panel: Panel, from: number, length: number, packed: Float64Array): CentredColumns {
  const { stocks, values } = panel;
  const first = from * stocks;
  const means = columnMeans(panel, first, length);
  const squares = new Float64Array(stocks);
  const whole = stocks - (stocks % blockWidth);
  for (let left = 0; left < stocks; left += columnsAtOnce) {
    const right = Math.min(left + columnsAtOnce, whole);
    for (let t = 0; t < length; t++) {
      const row = first + t * stocks;
      for (let i = left; i < right; i += blockWidth) {
        const to = i * length + t * blockWidth;
        const a = values[row + i] - means[i];
        const b = values[row + i + 1] - means[i + 1];
        const c = values[row + i + 2] - means[i + 2];
        const d = values[row + i + 3] - means[i + 3];
        packed[to] = a;
        packed[to + 1] = b;
        packed[to + 2] = c;
        packed[to + 3] = d;
        squares[i] += a * a;
        squares[i + 1] += b * b;
        squares[i + 2] += c * c;
        squares[i + 3] += d * d;
      }
    }
  }
  if (whole < stocks) centreRest(panel, first, length, packed, means, squares, whole);
  for (let i = 0; i < stocks; i++) if (!isFinite(squares[i])) squares[i] = NaN;
  return { squares, packed };
}

function columnMeans({ stocks, values }: Panel, first: number, length: number): Float64Array {
  const means = new Float64Array(stocks);
  for (let t = 0; t < length; t++) {
    const row = first + t * stocks;
    for (let i = 0; i < stocks; i++) means[i] += values[row + i] - values[first + i];
  }
  for (let i = 0; i < stocks; i++) means[i] = values[first + i] + means[i] / length;
  return means;
}

/** The last block, which has fewer than four columns. */
function centreRest(
  { stocks, values }: Panel,
  first: number,
  length: number,
  packed: Float64Array,
  means: Float64Array,
  squares: Float64Array,
  whole: number,
): void {
  for (let t = 0; t < length; t++) {
    const to = whole * length + t * blockWidth;
    packed.fill(0, to, to + blockWidth);
    for (let i = whole; i < stocks; i++) {
      const centred = values[first + t * stocks + i] - means[i];
      packed[to + i - whole] = centred;
      squares[i] += centred * centred;
    }
  }
}
