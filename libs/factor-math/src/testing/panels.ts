import fc from 'fast-check';
import type { Panel } from '../panel/panel.ts';

/** A panel from rows of equal length. */
export function panelOf(rows: readonly (readonly number[])[]): Panel {
  return { days: rows.length, stocks: rows[0].length, values: Float64Array.from(rows.flat()) };
}

/** Panels of one shape with coarse values, so that ties, constants and gaps are common. */
export function panelsOf(days: number, stocks: number): fc.Arbitrary<Panel> {
  const cell = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: -40, max: 40 }).map((v) => v / 100) },
    { weight: 1, arbitrary: fc.constant(NaN) },
  );
  const row = fc.array(cell, { minLength: stocks, maxLength: stocks });
  return fc.array(row, { minLength: days, maxLength: days }).map(panelOf);
}

/** The panel with its columns in another order: column i of the result is column `order[i]`. */
export function withColumns({ days, stocks, values }: Panel, order: readonly number[]): Panel {
  const out = new Float64Array(days * order.length);
  for (let t = 0; t < days; t++) order.forEach((from, i) => (out[t * order.length + i] = values[t * stocks + from]));
  return { days, stocks: order.length, values: out };
}

/** The panel without its first rows. */
export function dropFirst({ days, stocks, values }: Panel, rows: number): Panel {
  return { days: days - rows, stocks, values: values.slice(rows * stocks) };
}

/** The panel with everything after row t replaced. */
export function withOtherFuture({ days, stocks, values }: Panel, t: number): Panel {
  const from = (t + 1) * stocks;
  return { days, stocks, values: values.map((value, cell) => (cell < from ? value : 0.77 - value / 3)) };
}
