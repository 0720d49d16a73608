import type { Warehouse } from '@fm/warehouse';
import type { FactorSummary } from '../results.ts';
import { readOwnSummaries } from './own-summaries.ts';

/** A look at the hold-out of a run. */
export interface HoldoutOpening {
  /** Day of the look, ISO date, UTC. */
  readonly openedOn: string;
  /** The run that mined the hold-out. */
  readonly holdoutRun: string;
  /** Whether that run is complete; an interrupted one is a look too. */
  readonly complete: boolean;
}

/** The looks at the hold-out of a run, the first one first; none while it is sealed. */
export async function readOpenings(warehouse: Warehouse, runId: string): Promise<HoldoutOpening[]> {
  const looks = await warehouse.query<Omit<HoldoutOpening, 'complete'>>(
    `SELECT toString(opened_on) AS openedOn, holdout_run AS holdoutRun FROM holdout_openings FINAL
     WHERE run_id = {run:String} ORDER BY opened_on, holdout_run`,
    { run: runId },
  );
  if (looks.length === 0) return [];
  const complete = await warehouse.query<{ run: string }>(
    `SELECT run_id AS run FROM runs FINAL WHERE run_id IN {runs:Array(String)} AND status = 'succeeded'`,
    { runs: looks.map(({ holdoutRun }) => holdoutRun) },
  );
  return looks.map((look) => ({ ...look, complete: complete.some(({ run }) => run === look.holdoutRun) }));
}

/** Results over a hold-out, of the first look that finished; none while it is sealed. */
export async function readHoldout(warehouse: Warehouse, openings: readonly HoldoutOpening[]): Promise<FactorSummary[]> {
  const opened = openings.find(({ complete }) => complete);
  if (opened === undefined) return [];
  const summaries = await readOwnSummaries(warehouse, opened.holdoutRun);
  return summaries.filter(({ role }) => role === 'sample').map((summary) => ({ ...summary, role: 'holdout' }));
}
