import type { FactorType } from '@fm/factors';
import type { Warehouse } from '@fm/warehouse';
import type { Coverage } from '../coverage.ts';
import { withCalibratedTests } from '../evidence/calibrated-tests.ts';
import { sideOf, withHolderNet } from '../evidence/holder.ts';
import type { RangeRole } from '../evidence/judged-range.ts';
import type { FactorSummary } from '../results.ts';
import { storedCoverage, storedStatistics } from '../stored-records.ts';

/** The factor-level results that a run mined itself, by factor and range. */
export async function readOwnSummaries(warehouse: Warehouse, runId: string): Promise<FactorSummary[]> {
  const rows = await warehouse.query<SummaryRow>(
    'SELECT * EXCEPT (run_id, version) FROM factor_summaries FINAL WHERE run_id = {run:String} ORDER BY factor, start, end',
    { run: runId },
  );
  return rows.map((row) => summaryOf(row, runId));
}

interface SummaryRow {
  factor: string;
  role: RangeRole;
  factor_type: FactorType;
  start: string;
  end: string;
  stocks: number;
  mean_beta: number | null;
  mean_t_stat: number | null;
  mean_r_squared: number | null;
  significant: number;
  significant_adjusted: number;
  premium: number | null;
  volatility: number | null;
  sharpe: number | null;
  max_drawdown: number | null;
  premium_t_stat: number | null;
  statistics: string;
  coverage: string;
}

function summaryOf(row: SummaryRow, runId: string): FactorSummary {
  const where = `table factor_summaries, run ${runId}, ${row.factor}, ${row.start} to ${row.end}`;
  const summary = withHolderNet({
    factor: row.factor,
    factorType: row.factor_type,
    role: row.role,
    start: row.start,
    end: row.end,
    stocks: row.stocks,
    meanBeta: row.mean_beta,
    meanTStat: row.mean_t_stat,
    meanRSquared: row.mean_r_squared,
    significant: row.significant,
    significantAdjusted: row.significant_adjusted,
    premium: row.premium,
    side: sideOf(row.premium),
    volatility: row.volatility,
    sharpe: row.sharpe,
    maxDrawdown: row.max_drawdown,
    premiumTStat: row.premium_t_stat,
    statistics: storedStatistics.read(row.statistics, where),
    coverage: storedCoverage.read(row.coverage, where) as Coverage,
  });
  return withCalibratedTests(summary);
}
