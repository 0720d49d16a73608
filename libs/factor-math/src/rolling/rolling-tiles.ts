import type { Panel } from '../panel/panel.ts';
import { workspace } from '../simd/kernels.ts';

/** Columns that are worked on together, so that the rows a window needs stay in the processor's cache. */
const mostColumns = 512;
/** Row kernels take this many columns per turn. */
const turn = 4;

/** Addresses of the rows of block statistics of one tile of columns. */
export interface TileRows {
  /** Bytes of a row, for the kernels. */
  readonly bytes: number;
  /** Row of statistic `series` of the block of 2 ** level sessions that ends at t. */
  block(series: number, level: number, t: number): number;
  /** Row for the result of merging blocks. */
  merged(series: number): number;
}

/** What a rolling statistic does with the rows of a tile. */
export interface RollingSteps {
  /** Statistics per block; the first is the value itself for a block of one session, the others are 0. */
  readonly series: number;
  /** Largest block, as a power of two. */
  readonly levels: number;
  /** Makes the block of 2 ** level sessions that ends at t from its halves, which end at t and at t - 2 ** (level - 1). */
  double(rows: TileRows, level: number, t: number): void;
  /** Makes the window that ends at t from blocks and returns the address of its row. */
  window(rows: TileRows, t: number): number;
}

/**
 * Runs a rolling statistic over a panel, tile by tile and session by session. Blocks are kept in rings of 2 ** (level + 1)
 * rows: the next level looks 2 ** level rows back, and a window's own block ends less than 2 ** level rows back (see
 * `windowBlocks`), so no row is overwritten early.
 *
 * @param n - sessions of the window; the first n - 1 rows are missing
 */
export function rollTiles(panel: Panel, n: number, steps: RollingSteps): Panel {
  const { days, stocks, values } = panel;
  const out = new Float64Array(days * stocks);
  out.fill(NaN, 0, Math.min(n - 1, days) * stocks);
  const tiles = Math.ceil(stocks / mostColumns);
  const width = Math.ceil(stocks / tiles / turn) * turn;
  const ringRows = 2 ** (steps.levels + 2) - 2;
  const used = steps.series * (ringRows + 1) * width;
  const space = workspace(used);
  const rows = tileRows(width, steps.series, ringRows);
  for (let first = 0; first < stocks; first += width) {
    const columns = Math.min(width, stocks - first);
    space.fill(0, 0, used);
    for (let t = 0; t < days; t++) {
      const from = t * stocks + first;
      space.set(values.subarray(from, from + columns), rows.block(0, 0, t) / 8);
      for (let level = 1; level <= steps.levels && t >= 2 ** level - 1; level++) steps.double(rows, level, t);
      if (t < n - 1) continue;
      const result = steps.window(rows, t) / 8;
      out.set(space.subarray(result, result + columns), from);
    }
  }
  return { days, stocks, values: out };
}

function tileRows(width: number, series: number, ringRows: number): TileRows {
  const bytes = width * 8;
  return {
    bytes,
    block: (one, level, t) => {
      const size = 2 << level;
      return (one * ringRows + size - 2 + (t & (size - 1))) * bytes;
    },
    merged: (one) => (series * ringRows + one) * bytes,
  };
}
