import { factorSummariesTable, lastingVersion, nextVersion, type Warehouse } from '@fm/warehouse';
import { cutReturns, readRunReturns, storeRelations, type RelationsOfRange, summaryRow } from '@fm/results/store';
import { readOwnSummaries } from '@fm/results/read';
import type { FactorSummary } from '@fm/results';
import { relationsOf } from './compute/relations.ts';
import { withTrials } from './compute/trials.ts';

/**
 * Adds to every summary of a run what only the whole run knows (see {@link withTrials} and {@link relationsOf}) and writes
 * how its factors relate; repeating it changes nothing.
 */
export async function summariseRun(warehouse: Warehouse, runId: string): Promise<void> {
  const summaries = await readOwnSummaries(warehouse, runId);
  const place = { runId, version: nextVersion() };
  const returns = await readRunReturns(warehouse, runId);
  const related: FactorSummary[] = [];
  const relationsOfRanges = function* (): Generator<RelationsOfRange> {
    for (const range of rangesOf(summaries)) {
      const { pairs, statistics } = relationsOf(cutReturns(returns, range));
      for (const summary of summaries.filter(({ start, end }) => start === range.start && end === range.end)) {
        related.push({ ...summary, statistics: { ...summary.statistics, ...statistics.get(summary.factor) } });
      }
      yield { ...range, pairs };
    }
  };
  await storeRelations(warehouse, place, relationsOfRanges());
  await warehouse.insert(
    factorSummariesTable,
    withTrials(related).map((summary) => summaryRow({ runId, version: lastingVersion() }, summary)),
  );
}

function rangesOf(summaries: readonly FactorSummary[]): { start: string; end: string }[] {
  const ranges = summaries.map(({ start, end }) => [`${start} ${end}`, { start, end }] as const);
  return [...new Map(ranges).values()];
}
