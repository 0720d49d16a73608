import { blockRows, forEachTile, panelRows, type Rows } from './block-rows.ts';
import { missingPanel, requireWindow, type Panel } from './panel.ts';
import { windowBlocks } from './window-blocks.ts';

/**
 * Sample standard deviation of the last `n` sessions, `sqrt(sum (x - mean)^2 / (n - 1))`; missing where any of them is,
 * and everywhere for n = 1.
 *
 * Blocks carry their mean and their sum of squared deviations M2 and are merged pairwise (Chan, Golub and LeVeque 1983,
 * "Algorithms for Computing the Sample Variance", equations 1.3a and 1.3b): `M2 = M2a + M2b + (mb - ma)^2 na nb / (na +
 * nb)`. Nothing is subtracted, so a constant has a deviation of exactly 0 and a spike leaves no error behind.
 *
 * @param panel - days x stocks
 * @param n - sessions
 */
export function rollingStandardDeviation(panel: Panel, n: number): Panel {
  requireWindow(n);
  const out = missingPanel(panel.days, panel.stocks);
  if (n === 1) return out;
  const blocks = windowBlocks(n);
  const levels = blocks[blocks.length - 1].level;
  forEachTile(panel, (first, columns) => {
    const means: Rows[] = [panelRows(panel, first)];
    const squares: Rows[] = [{ values: new Float64Array(columns), at: () => 0 }];
    for (let level = 1; level <= levels; level++) {
      means.push(blockRows(level, columns));
      squares.push(blockRows(level, columns));
    }
    const mean = new Float64Array(columns);
    for (let t = 0; t < panel.days; t++) {
      for (let level = 1; level <= levels && t >= 2 ** level - 1; level++) {
        const half = 2 ** (level - 1);
        mergePair(means, squares, level, t, half, columns);
      }
      if (t < n - 1) continue;
      const at = t * panel.stocks + first;
      for (const { level, size, offset } of blocks) {
        mergeBlock(means[level], squares[level], t - offset, size, offset, mean, out.values, at, columns);
      }
      for (let i = at; i < at + columns; i++) out.values[i] = Math.sqrt(out.values[i] / (n - 1));
    }
  });
  return out;
}

/** Two blocks of `half` sessions become one of the next level. */
function mergePair(means: Rows[], squares: Rows[], level: number, t: number, half: number, columns: number): void {
  const m = means[level - 1].values;
  const s = squares[level - 1].values;
  const ma = means[level - 1].at(t);
  const mb = means[level - 1].at(t - half);
  const sa = squares[level - 1].at(t);
  const sb = squares[level - 1].at(t - half);
  const mean = means[level].values;
  const square = squares[level].values;
  const to = means[level].at(t);
  for (let i = 0; i < columns; i++) {
    const a = m[ma + i];
    const b = m[mb + i];
    const d = b - a;
    mean[to + i] = 0.5 * (a + b);
    square[to + i] = s[sa + i] + s[sb + i] + d * d * (half / 2);
  }
}

/** Merges a block of `size` sessions into the `before` sessions that are already in `mean` and `square`. */
function mergeBlock(
  means: Rows,
  squares: Rows,
  t: number,
  size: number,
  before: number,
  mean: Float64Array,
  square: Float64Array,
  to: number,
  columns: number,
): void {
  const m = means.values;
  const s = squares.values;
  const a = means.at(t);
  const b = squares.at(t);
  if (before === 0) {
    for (let i = 0; i < columns; i++) {
      mean[i] = m[a + i];
      square[to + i] = s[b + i];
    }
    return;
  }
  const share = size / (before + size);
  const weight = before * share;
  for (let i = 0; i < columns; i++) {
    const d = m[a + i] - mean[i];
    mean[i] += d * share;
    square[to + i] += s[b + i] + d * d * weight;
  }
}
