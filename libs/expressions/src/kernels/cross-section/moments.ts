import { numberOf, type KernelEntry } from '../work.ts';
import { meanOf, squaresOf } from '../time-series/moments.ts';
import { everyRow, type Row } from './rows.ts';

/** Puts the same result for every stock that has a value. */
function same(row: Row, result: number): void {
  row.results.fill(result, 0, row.n);
}

/** (x - mean) / std, ddof 1. */
export function standardise({ values, n, results }: Row): void {
  const mean = meanOf(values, n);
  const deviation = n < 2 ? NaN : Math.sqrt(squaresOf(values, n) / (n - 1));
  for (let j = 0; j < n; j++) results[j] = (values[j] - mean) / deviation;
}

/** x - mean. */
export function demean({ values, n, results }: Row): void {
  const mean = meanOf(values, n);
  for (let j = 0; j < n; j++) results[j] = values[j] - mean;
}

/** a x / sum |x|. */
export function scale({ values, n, results }: Row, a: number): void {
  let sum = 0;
  for (let j = 0; j < n; j++) sum += Math.abs(values[j]);
  for (let j = 0; j < n; j++) results[j] = (values[j] / sum) * a;
}

/** Moments of a session; the registry has the definitions and sources. */
export const sessionMoments: Readonly<Record<string, KernelEntry>> = {
  cs_zscore: everyRow(standardise),
  cs_demean: everyRow(demean),
  cs_scale: everyRow((row, work) => scale(row, numberOf(work, 0))),
  cs_mean: everyRow((row) => same(row, meanOf(row.values, row.n))),
  cs_std: everyRow((row) => same(row, row.n < 2 ? NaN : Math.sqrt(squaresOf(row.values, row.n) / (row.n - 1)))),
};
