import { missingPanel, requireWindow, type Panel } from '../panel/panel.ts';

/**
 * Return of holding a stock over the next `horizon` sessions, `(1 + r[t+1]) ... (1 + r[t+horizon]) - 1`; missing where
 * any of them is. It looks forward on purpose: it is what a signal of t is judged by, never an input of one.
 *
 * @param returns - simple returns, days x stocks
 * @param horizon - sessions
 */
export function forwardReturns(returns: Panel, horizon: number): Panel {
  requireWindow(horizon);
  const { days, stocks, values } = returns;
  const out = missingPanel(days, stocks);
  for (let t = 0; t + horizon < days; t++) {
    const row = out.values.subarray(t * stocks, (t + 1) * stocks).fill(1);
    for (let step = 1; step <= horizon; step++) {
      const from = (t + step) * stocks;
      for (let i = 0; i < stocks; i++) row[i] *= 1 + values[from + i];
    }
    for (let i = 0; i < stocks; i++) row[i] -= 1;
  }
  return out;
}
