import { findRun, readOwnSummaries } from '@fm/results/read';
import { judgedRange } from '@fm/results/evidence';
import type { Warehouse } from '@fm/warehouse';
import type { FactorSet } from '../known/factor-sets.ts';
import type { Frequency } from '../known/frequency.ts';
import { readKnownFactors, type KnownFactors } from '../known/read-known-factors.ts';
import { compareWithKnown, type RunComparison } from './compare-with-known.ts';
import type { DatedReturns } from './on-known-dates.ts';

/** The two sides of a comparison. */
export interface CompareRequest {
  readonly set: FactorSet;
  /** @default the finest at which the set was loaded */
  readonly frequency?: Frequency;
  /** @default the latest run that succeeded */
  readonly run?: string;
  /** Factors of the run. @default all */
  readonly factors?: readonly string[];
}

/** A run compared with known factors over its sample. */
export interface ComparedRun extends RunComparison {
  readonly run: string;
  readonly synthetic: boolean;
  readonly known: Pick<KnownFactors, 'set' | 'frequency' | 'names' | 'libraries'>;
}

/**
 * Regresses the long-short return of every factor of a run on a set of known factors, over the sample that its verdict is
 * given on.
 *
 * @throws UNKNOWN_RUN, NO_RUNS, KNOWN_FACTORS_MISSING
 */
export async function compareRun(warehouse: Warehouse, request: CompareRequest): Promise<ComparedRun> {
  const run = await findRun(warehouse, request.run);
  const known = await readKnownFactors(warehouse, request.set, request.frequency);
  const returns = new Map<string, DatedReturns>();
  const summaries = await readOwnSummaries(warehouse, run.id);
  const names = [...new Set(summaries.map(({ factor }) => factor))].filter(
    (name) => request.factors?.includes(name) ?? true,
  );
  for (const factor of names) {
    const { start, end } = judgedRange(summaries.filter((summary) => summary.factor === factor));
    const rows = await warehouse.query<{ day: string; value: number }>(
      `SELECT toString(date) AS day, factor_return AS value FROM factor_returns FINAL
       WHERE run_id = {run:String} AND factor = {factor:String}
         AND date BETWEEN toDate32({start:String}) AND toDate32({end:String}) ORDER BY day`,
      { run: run.id, factor, start, end },
    );
    returns.set(factor, {
      dates: rows.map(({ day }) => day),
      values: Float64Array.from(rows, ({ value }) => value),
    });
  }
  const { set, frequency, names: factors, libraries } = known;
  return {
    ...{ run: run.id, synthetic: run.synthetic },
    known: { set, frequency, names: factors, libraries },
    ...compareWithKnown(returns, known),
  };
}
