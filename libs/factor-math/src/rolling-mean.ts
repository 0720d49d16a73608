import { blockRows, forEachTile, panelRows, type Rows } from './block-rows.ts';
import { missingPanel, requireWindow, type Panel } from './panel.ts';
import { windowBlocks } from './window-blocks.ts';

/**
 * Mean of the last `n` sessions, `x[t-n+1] .. x[t]`; missing where any of them is.
 *
 * Means of blocks are merged as `m = a + (b - a) nb / (na + nb)` (Chan, Golub and LeVeque 1983, equation 1.3a), so the
 * mean of a constant is that constant, bit for bit.
 *
 * @param panel - days x stocks
 * @param n - sessions
 */
export function rollingMean(panel: Panel, n: number): Panel {
  requireWindow(n);
  const out = missingPanel(panel.days, panel.stocks);
  const blocks = windowBlocks(n);
  const levels = blocks[blocks.length - 1].level;
  forEachTile(panel, (first, columns) => {
    const means: Rows[] = [panelRows(panel, first)];
    for (let level = 1; level <= levels; level++) means.push(blockRows(level, columns));
    for (let t = 0; t < panel.days; t++) {
      for (let level = 1; level <= levels && t >= 2 ** level - 1; level++) {
        const halves = means[level - 1];
        const to = means[level];
        meanOfPair(halves.values, halves.at(t), halves.at(t - 2 ** (level - 1)), to.values, to.at(t), columns);
      }
      if (t < n - 1) continue;
      const at = t * panel.stocks + first;
      for (const { level, size, offset } of blocks) {
        const from = means[level];
        mergeMean(from.values, from.at(t - offset), size / (offset + size), out.values, at, columns);
      }
    }
  });
  return out;
}

function meanOfPair(x: Float64Array, a: number, b: number, out: Float64Array, to: number, columns: number): void {
  for (let i = 0; i < columns; i++) out[to + i] = 0.5 * (x[a + i] + x[b + i]);
}

/** Merges a block into the mean so far; `share` is the block's part of all sessions, 1 for the first block. */
function mergeMean(x: Float64Array, a: number, share: number, out: Float64Array, to: number, columns: number): void {
  if (share === 1) {
    for (let i = 0; i < columns; i++) out[to + i] = x[a + i];
    return;
  }
  for (let i = 0; i < columns; i++) out[to + i] += (x[a + i] - out[to + i]) * share;
}
