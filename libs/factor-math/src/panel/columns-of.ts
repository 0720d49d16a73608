import type { Panel } from './panel.ts';

/** Rows and columns that are turned together, so that both sides stay in the processor's cache. */
const side = 32;

/**
 * The columns of a panel as series, each contiguous in memory. Work that goes through one stock at a time, such as many
 * regressions of the same returns, is several times faster on them than on strided columns.
 *
 * @returns one series of `days` values per stock
 */
export function columnsOf(panel: Panel): Float64Array[] {
  const { days, stocks, values } = panel;
  const turned = new Float64Array(days * stocks);
  for (let firstRow = 0; firstRow < days; firstRow += side) {
    const lastRow = Math.min(days, firstRow + side);
    for (let first = 0; first < stocks; first += side) {
      const last = Math.min(stocks, first + side);
      for (let i = first; i < last; i++) {
        for (let t = firstRow; t < lastRow; t++) turned[i * days + t] = values[t * stocks + i];
      }
    }
  }
  return Array.from({ length: stocks }, (_, i) => turned.subarray(i * days, (i + 1) * days));
}
