import { blockRows, forEachTile, panelRows, type Rows } from './block-rows.ts';
import { missingPanel, requireWindow, type Panel } from './panel.ts';

/**
 * Largest value of the last `n` sessions; missing where any of them is. Two blocks of the largest power of two not above
 * `n` cover the window; that they overlap does not matter to a maximum.
 *
 * @param panel - days x stocks
 * @param n - sessions
 */
export function rollingMax(panel: Panel, n: number): Panel {
  return rollingExtreme(panel, n, largerRow);
}

/**
 * Smallest value of the last `n` sessions; missing where any of them is. See {@link rollingMax}.
 *
 * @param panel - days x stocks
 * @param n - sessions
 */
export function rollingMin(panel: Panel, n: number): Panel {
  return rollingExtreme(panel, n, smallerRow);
}

type PairOfRows = (x: Float64Array, a: number, b: number, out: Float64Array, to: number, columns: number) => void;

function rollingExtreme(panel: Panel, n: number, combine: PairOfRows): Panel {
  requireWindow(n);
  const out = missingPanel(panel.days, panel.stocks);
  const levels = Math.floor(Math.log2(n));
  forEachTile(panel, (first, columns) => {
    const extremes: Rows[] = [panelRows(panel, first)];
    for (let level = 1; level <= levels; level++) extremes.push(blockRows(level, columns));
    for (let t = 0; t < panel.days; t++) {
      for (let level = 1; level <= levels && t >= 2 ** level - 1; level++) {
        const halves = extremes[level - 1];
        const to = extremes[level];
        combine(halves.values, halves.at(t), halves.at(t - 2 ** (level - 1)), to.values, to.at(t), columns);
      }
      if (t < n - 1) continue;
      const top = extremes[levels];
      const oldest = t - n + 2 ** levels;
      combine(top.values, top.at(t), top.at(oldest), out.values, t * panel.stocks + first, columns);
    }
  });
  return out;
}

function largerRow(x: Float64Array, a: number, b: number, out: Float64Array, to: number, columns: number): void {
  for (let i = 0; i < columns; i++) out[to + i] = Math.max(x[a + i], x[b + i]);
}

function smallerRow(x: Float64Array, a: number, b: number, out: Float64Array, to: number, columns: number): void {
  for (let i = 0; i < columns; i++) out[to + i] = Math.min(x[a + i], x[b + i]);
}
