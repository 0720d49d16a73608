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

const selections: Readonly<Record<ExportName, { table: string; order: string }>> = {
  'factor-values': { table: 'factor_values', order: 'factor, date, symbol' },
  'factor-returns': { table: 'factor_returns', order: 'factor, date' },
  'stock-results': { table: 'stock_results', order: 'factor, start, end, symbol' },
  'factor-summaries': { table: 'factor_summaries', order: 'factor, start, end' },
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
  const { table, order } = selections[name];
  return warehouse.queryBytes(
    `SELECT * EXCEPT (version), {synthetic:Bool} AS synthetic FROM ${table} FINAL WHERE run_id = {run:String} ORDER BY ${order}`,
    format === 'csv' ? 'CSVWithNames' : 'Parquet',
    { run: run.id, synthetic: run.synthetic },
  );
}
