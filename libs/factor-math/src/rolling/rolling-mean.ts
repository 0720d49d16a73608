import { requireWindow, type Panel } from '../panel/panel.ts';
import { rollTiles } from './rolling-tiles.ts';
import { kernels } from '../simd/kernels.ts';
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
  const [shortest, ...others] = windowBlocks(n);
  return rollTiles(panel, n, {
    series: 1,
    levels: Math.floor(Math.log2(n)),
    double: (rows, level, t) => {
      const half = level - 1;
      const [a, b] = [rows.block(0, half, t), rows.block(0, half, t - 2 ** half)];
      kernels.pairMean(a, b, rows.block(0, level, t), rows.bytes, 0.5);
    },
    window: (rows, t) => {
      let mean = rows.block(0, shortest.level, t);
      for (const { level, size, offset } of others) {
        const share = size / (offset + size);
        kernels.mergeMean(rows.block(0, level, t - offset), mean, rows.merged(0), rows.bytes, share);
        mean = rows.merged(0);
      }
      return mean;
    },
  });
}
