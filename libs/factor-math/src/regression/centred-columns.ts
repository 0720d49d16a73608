import type { Panel } from '../panel/panel.ts';
import { kernels } from '../simd/kernels.ts';

const { isFinite } = Number;

/** Neighbouring columns that the kernels take at once. */
export const blockWidth = 4;

/** Columns of one window of a panel with their means taken out, in the kernels' memory. */
export interface CentredColumns {
  /** Address of the first block of columns; blocks follow each other, each of them session by session. */
  readonly address: number;
  /** Bytes of a block. */
  readonly bytes: number;
  /** Sum of squares per column, filled up to whole blocks; NaN for a column with a missing value in the window. */
  readonly squares: Float64Array;
}

/** Blocks that hold so many columns. */
export function blocksOf(columns: number): number {
  return Math.ceil(columns / blockWidth);
}

/** Doubles of the workspace that {@link centreColumns} needs: the blocks, and the squares. */
export function centredLength(columns: number, sessions: number): number {
  return blocksOf(columns) * blockWidth * (sessions + 1);
}

/**
 * Copies the columns of sessions `from` to `from + length - 1` into the workspace, block by block, and centres them. Sums
 * run in time order: a column gives the same bits whatever is beside it.
 *
 * @param place - part of the workspace, at least `centredLength` long
 */
export function centreColumns(panel: Panel, from: number, length: number, place: Float64Array): CentredColumns {
  const blocks = blocksOf(panel.stocks);
  const size = length * blockWidth;
  const squares = place.subarray(blocks * size, blocks * (size + blockWidth));
  squares.fill(0);
  for (let block = 0; block < blocks && length > 0; block++) {
    copyBlock(panel, from, block * blockWidth, place.subarray(block * size, (block + 1) * size));
    const address = place.byteOffset + block * size * 8;
    kernels.centreBlock(address, address + size * 8, squares.byteOffset + block * blockWidth * 8, length);
  }
  for (let i = 0; i < squares.length; i++) if (!isFinite(squares[i])) squares[i] = NaN;
  return { address: place.byteOffset, bytes: size * 8, squares };
}

/** Neighbouring columns, session by session; zeros where the panel has fewer. */
function copyBlock({ stocks, values }: Panel, from: number, first: number, block: Float64Array): void {
  let at = from * stocks + first;
  if (first + blockWidth <= stocks) {
    for (let to = 0; to < block.length; to += blockWidth, at += stocks) {
      block[to] = values[at];
      block[to + 1] = values[at + 1];
      block[to + 2] = values[at + 2];
      block[to + 3] = values[at + 3];
    }
    return;
  }
  block.fill(0);
  for (let to = 0; to < block.length; to += blockWidth, at += stocks) {
    for (let column = 0; column < stocks - first; column++) block[to + column] = values[at + column];
  }
}
