import { missingPanel, requireWindow, type Panel } from '../panel/panel.ts';
import { rollingMean } from './rolling-mean.ts';

/** `wilder`: exponential smoothing with weight 1/n, seeded by a simple mean; `cutler`: simple means throughout. */
export type RsiSmoothing = 'wilder' | 'cutler';

/**
 * Relative strength index, `100 G / (G + L)` with G and L the smoothed gains and losses of the last price changes; 100
 * where L is 0 and G is not, 50 where both are.
 *
 * Wilder's form (Wilder 1978, New Concepts in Technical Trading Systems) starts with the simple mean of the first `n`
 * changes and continues with `G = (G (n-1) + gain) / n`; it depends on every change since the stock's first price. It runs over
 * the sessions on which the stock has a price: a change is that from its price before. After more than five sessions without
 * one the seeding starts again. Cutler's form takes the simple mean of the last `n` changes.
 *
 * @param prices - adjusted prices, days x stocks
 * @param n - sessions
 * @param smoothing - @default 'wilder'
 * @returns days x stocks, between 0 and 100
 */
export function relativeStrengthIndex(prices: Panel, n: number, smoothing: RsiSmoothing = 'wilder'): Panel {
  requireWindow(n);
  return smoothing === 'wilder' ? wilder(prices, n) : cutler(prices, n);
}

/** Sessions without a price after which a recursion starts again. */
const longestGap = 5;

function wilder(prices: Panel, n: number): Panel {
  const { days, stocks, values: p } = prices;
  const out = missingPanel(days, stocks);
  const gains = new Float64Array(stocks);
  const losses = new Float64Array(stocks);
  const seen = new Int32Array(stocks);
  const before = new Float64Array(stocks).fill(NaN);
  const gap = new Int32Array(stocks);
  for (let t = 0; t < days; t++) {
    for (let i = 0; i < stocks; i++) {
      const cell = t * stocks + i;
      if (Number.isNaN(p[cell])) {
        if (++gap[i] > longestGap) before[i] = NaN;
        continue;
      }
      const change = p[cell] - before[i];
      before[i] = p[cell];
      gap[i] = 0;
      if (Number.isNaN(change)) {
        seen[i] = 0;
        gains[i] = 0;
        losses[i] = 0;
        continue;
      }
      const gain = change > 0 ? change : 0;
      const loss = change < 0 ? -change : 0;
      if (seen[i] < n) {
        seen[i]++;
        gains[i] += gain;
        losses[i] += loss;
        if (seen[i] < n) continue;
        gains[i] /= n;
        losses[i] /= n;
      } else {
        gains[i] = (gains[i] * (n - 1) + gain) / n;
        losses[i] = (losses[i] * (n - 1) + loss) / n;
      }
      out.values[cell] = index(gains[i], losses[i]);
    }
  }
  return out;
}

function cutler(prices: Panel, n: number): Panel {
  const { days, stocks, values: p } = prices;
  const gains = missingPanel(days, stocks);
  const losses = missingPanel(days, stocks);
  for (let cell = stocks; cell < p.length; cell++) {
    const change = p[cell] - p[cell - stocks];
    if (Number.isNaN(change)) continue;
    gains.values[cell] = change > 0 ? change : 0;
    losses.values[cell] = change < 0 ? -change : 0;
  }
  const g = rollingMean(gains, n);
  const l = rollingMean(losses, n).values;
  for (let cell = 0; cell < l.length; cell++) g.values[cell] = index(g.values[cell], l[cell]);
  return g;
}

function index(gain: number, loss: number): number {
  if (loss === 0) return gain === 0 ? 50 : 100;
  return (100 * gain) / (gain + loss);
}
