import { requireWindow, type Panel } from '../panel/panel.ts';
import { rollTiles } from './rolling-tiles.ts';
import { kernels } from '../simd/kernels.ts';

/**
 * Largest value of the last `n` sessions; missing where any of them is. Two blocks of the largest power of two not above
 * `n` cover the window; that they overlap does not matter to a maximum.
 *
 * @param panel - days x stocks
 * @param n - sessions
 */
export function rollingMax(panel: Panel, n: number): Panel {
  return rollingExtreme(panel, n, kernels.larger);
}

/**
 * Smallest value of the last `n` sessions; missing where any of them is. See {@link rollingMax}.
 *
 * @param panel - days x stocks
 * @param n - sessions
 */
export function rollingMin(panel: Panel, n: number): Panel {
  return rollingExtreme(panel, n, kernels.smaller);
}

function rollingExtreme(
  panel: Panel,
  n: number,
  pick: (a: number, b: number, out: number, bytes: number) => void,
): Panel {
  requireWindow(n);
  const levels = Math.floor(Math.log2(n));
  return rollTiles(panel, n, {
    series: 1,
    levels,
    double: (rows, level, t) => {
      const half = level - 1;
      const [a, b] = [rows.block(0, half, t), rows.block(0, half, t - 2 ** half)];
      pick(a, b, rows.block(0, level, t), rows.bytes);
    },
    window: (rows, t) => {
      const oldest = t - n + 2 ** levels;
      pick(rows.block(0, levels, t), rows.block(0, levels, oldest), rows.merged(0), rows.bytes);
      return rows.merged(0);
    },
  });
}
