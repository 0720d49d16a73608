import type { Panel } from './panel.ts';

/** First session with a value, per stock; -1 where there is none. */
export function firstFinite(panel: Panel): Int32Array {
  const first = new Int32Array(panel.stocks).fill(-1);
  for (let i = 0; i < panel.stocks; i++) {
    for (let t = 0; t < panel.days; t++) {
      if (!Number.isNaN(panel.values[t * panel.stocks + i])) {
        first[i] = t;
        break;
      }
    }
  }
  return first;
}

/** Last session with a value, per stock; -1 where there is none. */
export function lastFinite(panel: Panel): Int32Array {
  const last = new Int32Array(panel.stocks).fill(-1);
  for (let i = 0; i < panel.stocks; i++) {
    for (let t = panel.days - 1; t >= 0; t--) {
      if (!Number.isNaN(panel.values[t * panel.stocks + i])) {
        last[i] = t;
        break;
      }
    }
  }
  return last;
}
