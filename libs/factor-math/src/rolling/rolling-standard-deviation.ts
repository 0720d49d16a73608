import { missingPanel, requireWindow, type Panel } from '../panel/panel.ts';
import { rollTiles } from './rolling-tiles.ts';
import { kernels } from '../simd/kernels.ts';
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
  if (n === 1) return missingPanel(panel.days, panel.stocks);
  const [shortest, ...others] = windowBlocks(n);
  return rollTiles(panel, n, {
    series: 2,
    levels: Math.floor(Math.log2(n)),
    double: (rows, level, t) => {
      const half = level - 1;
      const before = t - 2 ** half;
      kernels.pairMoments(
        rows.block(0, half, t),
        rows.block(0, half, before),
        rows.block(1, half, t),
        rows.block(1, half, before),
        rows.block(0, level, t),
        rows.block(1, level, t),
        rows.bytes,
        0.5,
        2 ** half / 2,
      );
    },
    window: (rows, t) => {
      let mean = rows.block(0, shortest.level, t);
      let square = rows.block(1, shortest.level, t);
      const [meanOut, squareOut] = [rows.merged(0), rows.merged(1)];
      for (const { level, size, offset } of others) {
        const share = size / (offset + size);
        const m = rows.block(0, level, t - offset);
        const s = rows.block(1, level, t - offset);
        kernels.mergeMoments(m, s, mean, square, meanOut, squareOut, rows.bytes, share, offset * share);
        mean = meanOut;
        square = squareOut;
      }
      kernels.rootOfQuotient(square, squareOut, rows.bytes, n - 1);
      return squareOut;
    },
  });
}
