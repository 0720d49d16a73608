import type { Warehouse } from '@fm/warehouse/rows';
import { storedSettings } from '../stored-records.ts';
import type { TrialSettings } from './trial.ts';

/** What reads the ledger. */
export type LedgerReader = Pick<Warehouse, 'query'>;

/** A trial of a family, over all runs that tried it. */
export interface LedgerTrial {
  readonly family: string;
  readonly id: string;
  readonly factor: string;
  readonly definition: string;
  readonly settings: TrialSettings;
  /** First and last day on which it was tried, ISO dates, UTC. */
  readonly firstTried: string;
  readonly lastTried: string;
  /** Runs that tried it, deleted ones among them. */
  readonly runs: number;
  /** Of the run with most observations: its sample, and what the trial showed over it; null is missing. */
  readonly start: string;
  readonly end: string;
  readonly observations: number;
  /** Per session. */
  readonly sharpe: number | null;
  readonly pValue: number | null;
  readonly premium: number | null;
  /** Whether a run of it finished. */
  readonly isFound: boolean;
}

/** Candidates of a search, summed over its parts. */
export interface CountedCandidates {
  readonly family: string;
  readonly search: string;
  readonly candidates: number;
  readonly effective: number;
  readonly firstTried: string;
  readonly lastTried: string;
}

interface TrialRow extends Omit<LedgerTrial, 'settings' | 'isFound'> {
  readonly settings: string;
  readonly isFound: boolean | number;
}

const trialsQuery = `
  SELECT family, trial AS id, any(t.factor) AS factor, any(t.definition) AS definition, any(t.settings) AS settings,
    toString(min(tried_on)) AS firstTried, toString(max(tried_on)) AS lastTried, toUInt32(uniqExact(run_id)) AS runs,
    toString(argMax(t.start, rank)) AS start, toString(argMax(t.end, rank)) AS end,
    argMax(t.observations, rank) AS observations, argMax(tuple(t.sharpe), rank).1 AS sharpe,
    argMax(tuple(t.p_value), rank).1 AS pValue, argMax(tuple(t.premium), rank).1 AS premium,
    max(t.stage = 'found') AS isFound
  FROM (SELECT *, (stage = 'found', observations, run_id) AS rank FROM trials FINAL
    WHERE {family:String} = '' OR family = {family:String}) AS t
  GROUP BY family, trial ORDER BY family, firstTried, factor, trial`;

/**
 * Every trial, by family and day.
 *
 * @param family - without it, those of all families
 */
export async function listTrials(reader: LedgerReader, family = ''): Promise<LedgerTrial[]> {
  const rows = await reader.query<TrialRow>(trialsQuery, { family });
  return rows.map((row) => ({
    ...row,
    settings: storedSettings.read(row.settings, `table trials, ${row.family}, trial ${row.id}`),
    isFound: Boolean(row.isFound),
  }));
}

/** Searches whose candidates were counted and not listed. */
export function listCandidateCounts(reader: LedgerReader, family = ''): Promise<CountedCandidates[]> {
  return reader.query(
    `SELECT family, search, toFloat64(sum(c.candidates)) AS candidates, sum(c.effective) AS effective,
       toString(min(tried_on)) AS firstTried, toString(max(tried_on)) AS lastTried
     FROM (SELECT * FROM candidate_counts FINAL WHERE {family:String} = '' OR family = {family:String}) AS c
     GROUP BY family, search ORDER BY family, firstTried, search`,
    { family },
  );
}
