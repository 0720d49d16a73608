import { sideOf, withCalibratedTests, withHolderNet } from '@fm/results/evidence';
import type { SummaryRow } from '../api/schemas.ts';
import type { Reader } from './reader.ts';

type Stored = Omit<SummaryRow, 'side' | 'statistics' | 'coverage'> & { statistics: string; coverage: string };

/** Every summary of a run, by factor and range. */
export async function readSummaries(reader: Reader, run: string): Promise<SummaryRow[]> {
  const rows = await reader.rows<Stored>(
    `SELECT factor, factor_type AS factorType, role, toString(\`start\`) AS start, toString(\`end\`) AS end, stocks,
       mean_beta AS meanBeta, mean_t_stat AS meanTStat, mean_r_squared AS meanRSquared, significant,
       significant_adjusted AS significantAdjusted, premium, volatility, sharpe, max_drawdown AS maxDrawdown,
       premium_t_stat AS premiumTStat, statistics, coverage
     FROM factor_summaries FINAL WHERE run_id = {run:String} ORDER BY factor, start, end`,
    { run },
  );
  return rows.map((row) =>
    withCalibratedTests(
      withHolderNet({
        ...row,
        side: sideOf(row.premium),
        statistics: objectOf(row.statistics),
        coverage: coverageOf(objectOf(row.coverage)),
      }),
    ),
  );
}

/** Whether a result is a trial of its run: with a premium, over the sample; in older runs over any range. */
export function isTrial({ premium, role }: Pick<SummaryRow, 'premium' | 'role'>): boolean {
  return premium !== null && (role === 'sample' || role === '');
}

/** Number of trials of a run, as `fm results` counts them. */
export function trialsOf(rows: readonly SummaryRow[]): { factors: number; ranges: number; total: number } {
  const factors = new Set(rows.map((row) => row.factor)).size;
  const ranges = new Set(rows.map((row) => `${row.start} ${row.end}`)).size;
  return { factors, ranges, total: rows.filter(isTrial).length };
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function coverageOf(stored: Record<string, unknown>): SummaryRow['coverage'] {
  const drops = Array.isArray(stored['drops']) ? (stored['drops'] as Record<string, unknown>[]) : [];
  return {
    sessions: numberOrNull(stored['sessions']),
    sessionsWithReturn: numberOrNull(stored['sessionsWithReturn']),
    meanStocks: numberOrNull(stored['meanStocks']),
    minStocks: numberOrNull(stored['minStocks']),
    maxStocks: numberOrNull(stored['maxStocks']),
    drops: drops.map(({ reason, unit, count }) => ({
      reason: String(reason),
      unit: typeof unit === 'string' ? unit : '',
      count: Number(count),
    })),
  };
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
