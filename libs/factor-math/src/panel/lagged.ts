import { missingPanel, type Panel } from './panel.ts';

/**
 * The panel `sessions` later: row t holds `panel[t - sessions]`, what was known that long before; the first rows are
 * missing.
 */
export function lagged(panel: Panel, sessions: number): Panel {
  if (!Number.isInteger(sessions) || sessions < 0) throw new RangeError(`a lag is a whole number, not ${sessions}`);
  const out = missingPanel(panel.days, panel.stocks);
  const shift = Math.min(sessions, panel.days) * panel.stocks;
  out.values.set(panel.values.subarray(0, panel.values.length - shift), shift);
  return out;
}
