import { missingPanel, type Panel } from './panel.ts';

const { isFinite } = Number;

/**
 * Transforms every session's cross-section on its own: `transform` gets the values that are present, in column order,
 * which it may change, and returns as many. What is missing stays missing.
 */
export function mapCrossSections(panel: Panel, transform: (values: Float64Array) => ArrayLike<number>): Panel {
  const { days, stocks, values } = panel;
  const out = missingPanel(days, stocks);
  const columns = new Int32Array(stocks);
  const present = new Float64Array(stocks);
  for (let t = 0; t < days; t++) {
    let n = 0;
    for (let i = 0; i < stocks; i++) {
      const value = values[t * stocks + i];
      if (!isFinite(value)) continue;
      present[n] = value;
      columns[n++] = i;
    }
    const transformed = transform(present.subarray(0, n));
    for (let j = 0; j < n; j++) out.values[t * stocks + columns[j]] = transformed[j];
  }
  return out;
}
