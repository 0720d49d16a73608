import { requireWindow, type Panel } from '../panel/panel.ts';

/**
 * Rate of change over `n` sessions, `p[t] / p[t-n] - 1`; missing where either price is, and in the first `n` rows.
 *
 * @param prices - days x stocks, positive
 * @param n - sessions
 */
export function rateOfChange(prices: Panel, n: number): Panel {
  requireWindow(n);
  const out = new Float64Array(prices.values.length);
  const p = prices.values;
  const back = n * prices.stocks;
  out.fill(NaN, 0, Math.min(back, out.length));
  for (let cell = back; cell < p.length; cell++) out[cell] = p[cell] / p[cell - back] - 1;
  return { days: prices.days, stocks: prices.stocks, values: out };
}
