import type { Warehouse } from '@fm/warehouse';
import { findRun } from './read-results.ts';

/** What of a run can be written as a file. */
export type ExportName = 'factor-values' | 'factor-returns' | 'stock-results' | 'factor-summaries';

export const exportNames: readonly ExportName[] = [
  'factor-values',
  'factor-returns',
  'stock-results',
  'factor-summaries',
];

const selections: Readonly<Record<ExportName, { source: string; order: string }>> = {
  'factor-values': { source: 'factor_values', order: 'factor, date, symbol' },
  'factor-returns': { source: 'factor_returns FINAL', order: 'factor, date' },
  'stock-results': { source: 'stock_results FINAL', order: 'factor, start, end, symbol' },
  'factor-summaries': { source: 'factor_summaries FINAL', order: 'factor, start, end' },
};

/**
 * A table of a run as the bytes of a CSV (with header) or Parquet file; its last column `synthetic` is true for the
 * demonstration market.
 *
 * @param runId - the run; without it the latest that succeeded
 * @throws UNKNOWN_RUN, NO_RUNS
 */
export async function exportRun(
  warehouse: Warehouse,
  name: ExportName,
  format: 'csv' | 'parquet',
  runId?: string,
): Promise<Buffer> {
  const run = await findRun(warehouse, runId);
  const { source, order } = selections[name];
  return warehouse.queryBytes(
    `SELECT * EXCEPT (version), {synthetic:Bool} AS synthetic FROM ${source} WHERE run_id = {run:String} ORDER BY ${order}`,
    format === 'csv' ? 'CSVWithNames' : 'Parquet',
    { run: run.id, synthetic: run.synthetic },
  );
}
