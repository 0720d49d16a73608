import { readResults, readSummaries, type RunResults } from '@fm/results/read';
import type { StockResult } from '@fm/results';
import type { Warehouse } from '@fm/warehouse';
import { csvOf, print, type Column, type OutputFormat } from './output.ts';
import { showSummary } from './summary/show-summary.ts';

const detailKeys: readonly (keyof StockResult)[] = [
  'factor',
  'symbol',
  'start',
  'end',
  'observations',
  'alpha',
  'beta',
  'alphaTStat',
  'tStat',
  'tStatNeweyWest',
  'pValue',
  'pValueAdjusted',
  'rSquared',
  'betaLow',
  'betaHigh',
  'betaExSelf',
  'tStatExSelf',
  'rSquaredExSelf',
  'dropReason',
];

/** How the table for people is written. */
export interface SummaryOptions {
  /** Adds a line per factor and range. @default false */
  readonly everyRange?: boolean;
}

/**
 * Writes the results of a run to standard output: one JSON object, the per-stock regressions as CSV, or a summary for
 * people with what a reader must know before believing it.
 */
export function showResults(results: RunResults, format: OutputFormat, options: SummaryOptions = {}): void {
  if (format === 'json') {
    print(JSON.stringify(results));
    return;
  }
  if (format === 'csv') {
    const synthetic = { heading: 'synthetic', cell: () => results.run.synthetic };
    const columns = detailKeys.map((key): Column<StockResult> => ({ heading: key, cell: (row) => row[key] }));
    print(csvOf(results.details, [...columns, synthetic]));
    return;
  }
  showSummary(results, options.everyRange ?? false);
}

/** Reads and writes the results of a run; see {@link showResults}. A table needs no regressions of single stocks. */
export async function showRunResults(
  warehouse: Warehouse,
  run: string,
  options: { readonly format: OutputFormat; readonly everyRange?: boolean },
): Promise<void> {
  if (options.format === 'table') showSummary(await readSummaries(warehouse, run), options.everyRange ?? false);
  else showResults(await readResults(warehouse, run), options.format);
}
