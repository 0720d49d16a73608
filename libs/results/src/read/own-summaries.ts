import type { FactorType } from '@fm/factors';
import type { Warehouse } from '@fm/warehouse';
import type { Coverage } from '../coverage.ts';
import { withCalibratedTests } from '../evidence/calibrated-tests.ts';
import { sideOf, withHolderNet } from '../evidence/holder.ts';
import type { RangeRole } from '../evidence/judged-range.ts';
import type { SummaryNumbers } from '../evidence/summary-numbers.ts';
import type { FactorSummary } from '../results.ts';
import { storedCoverage, storedStatistics } from '../stored-records.ts';
import { summaryNumberColumns } from './summary-columns.ts';

/** The factor-level results that a run mined itself, by factor and range. */
export async function readOwnSummaries(warehouse: Warehouse, runId: string): Promise<FactorSummary[]> {
  const rows = await warehouse.query<SummaryRow>(
    `SELECT factor, role, factor_type, start, end, ${summaryNumberColumns}, statistics, coverage
     FROM factor_summaries FINAL WHERE run_id = {run:String} ORDER BY factor, start, end`,
    { run: runId },
  );
  return rows.map((row) => summaryOf(row, runId));
}

interface SummaryRow extends SummaryNumbers {
  readonly factor: string;
  readonly role: RangeRole;
  readonly factor_type: FactorType;
  readonly start: string;
  readonly end: string;
  readonly statistics: string;
  readonly coverage: string;
}

function summaryOf({ factor_type: factorType, ...row }: SummaryRow, runId: string): FactorSummary {
  const where = `table factor_summaries, run ${runId}, ${row.factor}, ${row.start} to ${row.end}`;
  const summary = withHolderNet({
    ...row,
    factorType,
    side: sideOf(row.premium),
    statistics: storedStatistics.read(row.statistics, where),
    coverage: storedCoverage.read(row.coverage, where) as Coverage,
  });
  return withCalibratedTests(summary);
}
