import { canonicalJson } from '../canonical-json.ts';
import { candidateCountsTable, firstVersion, trialsTable, type RowOf, type Warehouse } from '@fm/warehouse/rows';
import type { DateRange } from '../date-range.ts';
import type { Trial } from './trial.ts';

/** What a trial showed over the sample of a run; null is missing. */
export interface TrialResult {
  /** Sessions with a return. */
  readonly observations: number;
  /** Sharpe ratio per session. */
  readonly sharpe: number | null;
  readonly pValue: number | null;
  /** Annual mean of the long-short return, a fraction. */
  readonly premium: number | null;
  /** Mondays of the weeks with a return, ISO dates ascending, and the mean return per session in each. */
  readonly weeks: readonly string[];
  readonly returns: readonly number[];
}

/** A trial with the run that tried it. */
export interface TriedTrial extends Trial {
  readonly runId: string;
  /** The run's sample. */
  readonly sample: DateRange;
  /** Absent if the run has only started. */
  readonly found?: TrialResult;
}

/**
 * Records what was tried. Recording it again, by this process or another one, changes nothing; nothing undoes it.
 *
 * @param at - when it was tried; of several times the first stays
 */
export async function recordTrials(
  warehouse: Pick<Warehouse, 'insert'>,
  family: string,
  trials: readonly TriedTrial[],
  at: Date,
): Promise<void> {
  if (trials.length === 0) return;
  await warehouse.insert(
    trialsTable,
    trials.map(({ id, runId, factor, definition, settings, sample, found }): RowOf<typeof trialsTable> => {
      const { observations = 0, sharpe = null, pValue = null, premium = null, weeks = [], returns = [] } = found ?? {};
      return {
        ...{ family, trial: id, run_id: runId, stage: found === undefined ? 'begun' : 'found', factor, definition },
        ...{ settings: canonicalJson(settings), tried_on: at.toISOString().slice(0, 10) },
        ...{ start: sample.start, end: sample.end, observations, sharpe, p_value: pValue, premium, weeks, returns },
        version: firstVersion(at, id),
      };
    }),
  );
}

/** Candidates of a search that are counted and not listed. */
export interface CandidateCount {
  /** Identity of the search. */
  readonly search: string;
  /** Part of it that is counted, such as an island and an epoch; a part that is counted again replaces itself. @default '' */
  readonly part?: string;
  /** Distinct candidates evaluated. */
  readonly candidates: number;
  /** How many independent ones they are worth. @default all */
  readonly effective?: number;
  /** Over candidates with a Sharpe ratio: how many, and mean and variance of `Sharpe ratio per session x sqrt(sessions)`. */
  readonly sharpes: { readonly count: number; readonly mean: number; readonly variance: number };
  /** The request of the search, for people. */
  readonly settings?: object;
}

/**
 * Records how many candidates a search evaluated, in place of a trial for each of them.
 *
 * @param at - when they were evaluated
 */
export async function recordCandidateCount(
  warehouse: Pick<Warehouse, 'insert'>,
  family: string,
  { search, part = '', candidates, effective = candidates, sharpes, settings = {} }: CandidateCount,
  at: Date,
): Promise<void> {
  await warehouse.insert(candidateCountsTable, [
    {
      ...{ family, search, part, candidates, effective },
      ...{ measured: sharpes.count, mean_t: sharpes.mean, variance_t: sharpes.variance },
      ...{ settings: canonicalJson(settings), tried_on: at.toISOString().slice(0, 10), version: BigInt(at.getTime()) },
    },
  ]);
}
