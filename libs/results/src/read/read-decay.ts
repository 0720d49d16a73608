import type { Warehouse } from '@fm/warehouse';
import type { FactorDecay } from '../evidence/decay-texts.ts';
import { decayOf, type MonthlyPremium } from './decay.ts';

interface MonthRow extends MonthlyPremium {
  readonly factor: string;
}

/** Sessions that a month needs. */
const fewestSessions = 10;

/** A factor with the sample that its verdict is given on. */
export interface SampledFactor {
  readonly factor: string;
  readonly start: string;
  readonly end: string;
  /** A year; null is missing. */
  readonly premium: number | null;
}

/**
 * How the premium of factors went over the months of their samples, see {@link decayOf}. A month counts with ten sessions and
 * when a later one has begun, so that a day that is updated again is the same look. Factors without a premium, or with fewer than
 * 36 months, are left out.
 */
export async function readDecay(
  warehouse: Pick<Warehouse, 'query'>,
  runId: string,
  factors: readonly SampledFactor[],
): Promise<FactorDecay[]> {
  const found: FactorDecay[] = [];
  const samples = [...new Set(factors.map(({ start, end }) => `${start} ${end}`))];
  for (const sample of samples) {
    const same = factors.filter(({ start, end }) => `${start} ${end}` === sample);
    const { start, end } = same[0] as SampledFactor;
    const rows = await warehouse.query<MonthRow>(
      `SELECT factor, substring(toString(date), 1, 7) AS month, avg(factor_return) AS mean
       FROM factor_returns FINAL
       WHERE run_id = {run:String} AND factor IN {factors:Array(String)} AND isFinite(factor_return)
         AND date BETWEEN toDate32({start:String}) AND toDate32({end:String})
       GROUP BY factor, month HAVING count() >= {fewest:UInt32} ORDER BY factor, month`,
      { run: runId, factors: same.map(({ factor }) => factor), start, end, fewest: fewestSessions },
    );
    for (const { factor, premium } of same) {
      const months = rows.filter((row) => row.factor === factor && row.month < end.slice(0, 7));
      const decay = premium === null ? undefined : decayOf(factor, months, Math.sign(premium));
      if (decay !== undefined) found.push(decay);
    }
  }
  return found;
}
