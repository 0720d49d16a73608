import { missingPanel, requireWindow, type Panel } from './panel.ts';

/**
 * Rate of change over `n` sessions, `p[t] / p[t-n] - 1`; missing where either price is, and in the first `n` rows.
 *
 * @param prices - days x stocks, positive
 * @param n - sessions
 */
export function rateOfChange(prices: Panel, n: number): Panel {
  requireWindow(n);
  const out = missingPanel(prices.days, prices.stocks);
  const p = prices.values;
  const back = n * prices.stocks;
  for (let cell = back; cell < p.length; cell++) out.values[cell] = p[cell] / p[cell - back] - 1;
  return out;
}
