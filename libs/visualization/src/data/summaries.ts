import { sideOf, withCalibratedTests, withHolderNet } from '@fm/results/evidence';
import { summaryNumberColumns } from '@fm/results/read';
import { storedCoverage, storedStatistics } from '@fm/results/stored-records';
import type { SummaryRow } from '../api/schemas.ts';
import type { Reader } from './reader.ts';

type Stored = Omit<SummaryRow, 'side' | 'statistics' | 'coverage'> & { statistics: string; coverage: string };

/** Every summary of a run, by factor and range. */
export async function readSummaries(reader: Reader, run: string): Promise<SummaryRow[]> {
  const rows = await reader.rows<Stored>(
    `SELECT factor, factor_type AS factorType, role, toString(\`start\`) AS start, toString(\`end\`) AS end,
       ${summaryNumberColumns}, statistics, coverage
     FROM factor_summaries FINAL WHERE run_id = {run:String} ORDER BY factor, start, end`,
    { run },
  );
  return rows.map((row) =>
    withCalibratedTests(
      withHolderNet({
        ...row,
        side: sideOf(row.premium),
        statistics: storedStatistics.readable(row.statistics) ?? {},
        coverage: coverageOf(row.coverage),
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

/** Coverage with null for what an older release did not count, and for what cannot be read. */
function coverageOf(text: string): SummaryRow['coverage'] {
  const { drops = [], ...stored } = storedCoverage.readable(text) ?? {};
  return {
    sessions: stored.sessions ?? null,
    sessionsWithReturn: stored.sessionsWithReturn ?? null,
    meanStocks: stored.meanStocks ?? null,
    minStocks: stored.minStocks ?? null,
    maxStocks: stored.maxStocks ?? null,
    drops: drops.map(({ reason, unit, count }) => ({ reason, unit: unit ?? '', count: Number(count) })),
  };
}
