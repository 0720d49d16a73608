import { missingPanel, type Panel } from './panel.ts';

/**
 * Transforms every session's cross-section on its own: `transform` gets the values that are present, in column order,
 * and returns as many. What is missing stays missing.
 */
export function mapCrossSections(panel: Panel, transform: (values: Float64Array) => ArrayLike<number>): Panel {
  const { days, stocks, values } = panel;
  const out = missingPanel(days, stocks);
  const columns = new Int32Array(stocks);
  for (let t = 0; t < days; t++) {
    let n = 0;
    for (let i = 0; i < stocks; i++) if (Number.isFinite(values[t * stocks + i])) columns[n++] = i;
    const present = Float64Array.from(columns.subarray(0, n), (i) => values[t * stocks + i]);
    const transformed = transform(present);
    for (let j = 0; j < n; j++) out.values[t * stocks + columns[j]] = transformed[j];
  }
  return out;
}
