import type { Panel } from './panel.ts';

/** Columns that are worked on together, so that the rows a window needs stay in the processor's cache. */
const columnsPerTile = 128;

/** Calls `visit` with the first column and the number of columns of every tile of the panel. */
export function forEachTile(panel: Panel, visit: (first: number, columns: number) => void): void {
  for (let first = 0; first < panel.stocks; first += columnsPerTile) {
    visit(first, Math.min(columnsPerTile, panel.stocks - first));
  }
}

/** Rows of one tile of columns: the values and where the row of session t starts in them. */
export interface Rows {
  readonly values: Float64Array;
  at(t: number): number;
}

/** The rows of a panel itself, from the column `first` on. */
export function panelRows(panel: Panel, first: number): Rows {
  return { values: panel.values, at: (t) => t * panel.stocks + first };
}

/**
 * The last rows of a block statistic over 2 ** level sessions: a ring of 2 ** (level + 1) rows. The next level looks
 * 2 ** level rows back, and a window's own block ends less than 2 ** level rows back, so no row is overwritten early.
 */
export function blockRows(level: number, columns: number): Rows {
  const rows = 2 ** (level + 1);
  const mask = rows - 1;
  return { values: new Float64Array(rows * columns), at: (t) => (t & mask) * columns };
}
