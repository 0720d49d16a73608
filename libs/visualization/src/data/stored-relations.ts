import type { Compare } from '../api/page-schemas.ts';
import type { SummaryRow } from '../api/schemas.ts';
import { findRange } from '../statistics/date-ranges.ts';
import type { Reader } from './reader.ts';
import { statistic } from './stored-statistics.ts';
import type { Window } from './window.ts';

/** What a run stored of its factors beside each other. */
export type StoredRelations = Pick<Compare, 'factors' | 'correlations' | 'spanning'>;

/**
 * Correlations and spanning regressions as the run stored them over one of its date ranges; undefined where the dates are
 * no range of the run, or the run is older than this table.
 */
export async function readRelations(
  reader: Reader,
  run: string,
  summaries: readonly SummaryRow[],
  window: Window,
): Promise<StoredRelations | undefined> {
  const range = findRange(summaries, window);
  if (range === undefined) return undefined;
  const { start, end } = range;
  const pairs = await reader.rows<{ x: string; y: string; value: number | null }>(
    `SELECT other AS x, factor AS y, correlation AS value FROM factor_relations FINAL
     WHERE run_id = {run:String} AND toString(factor_relations.start) = {start:String}
       AND toString(factor_relations.end) = {end:String} ORDER BY factor, other`,
    { run, start, end },
  );
  if (pairs.length === 0) return undefined;
  const factors = [...new Set(pairs.map(({ y }) => y))];
  const rows = summaries.filter((row) => row.start === start && row.end === end);
  return {
    factors,
    correlations: [...pairs, ...factors.map((factor) => ({ x: factor, y: factor, value: 1 }))],
    spanning: factors.map((factor) => {
      const row = rows.find((each) => each.factor === factor);
      const found = row === undefined ? null : statistic(row, 'spanningAlpha');
      return {
        factor,
        alpha: found,
        alphaTStat: row === undefined ? null : statistic(row, 'spanningAlphaT'),
        alphaPValue: row === undefined ? null : statistic(row, 'spanningAlphaPValue'),
        rSquared: row === undefined ? null : statistic(row, 'spanningRSquared'),
        observations: (row === undefined ? null : statistic(row, 'spanningObservations')) ?? 0,
        reason: found === null ? 'no other factor but near-duplicates, or too few common sessions' : null,
      };
    }),
  };
}
