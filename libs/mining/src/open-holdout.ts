import type { RunRequest } from '@fm/results';
import { holdoutOpeningsTable, lastingVersion } from '@fm/warehouse';
import { noHoldout, runChanged } from './errors.ts';
import { holdoutRequest } from './request/holdout.ts';
import { planRun, type RunPlan } from './request/plan.ts';
import { mine, type MineOptions } from './run.ts';

/** A run whose hold-out can be opened. */
export interface RunWithHoldout {
  readonly id: string;
  readonly request: RunRequest;
  readonly dataVersion: string;
}

/**
 * Opens the hold-out of a run: records the day, UTC, and mines the hold-out as a separate run. The look is recorded
 * before anything is computed, so that one that was interrupted counts too; opening again finishes it.
 *
 * @returns the plan of the run that holds the results
 * @throws NO_HOLDOUT; RUN_CHANGED when the sample would now be another run, so its hold-out would have other data or
 * definitions; and what planning and mining throw
 */
export async function openHoldout(run: RunWithHoldout, options: Omit<MineOptions, 'request'>): Promise<RunPlan> {
  const request = holdoutRequest(run.request);
  if (request === undefined) throw noHoldout(run.id);
  const { warehouse, clock } = options;
  const sample = await planRun(warehouse, run.request);
  if (sample.runId !== run.id) throw runChanged(run.id, sample.runId, sample.dataVersion === run.dataVersion);
  const { runId } = await planRun(warehouse, request);
  await warehouse.insert(holdoutOpeningsTable, [
    {
      run_id: run.id,
      opened_on: clock.now().toISOString().slice(0, 10),
      holdout_run: runId,
      version: lastingVersion(),
    },
  ]);
  return mine({ ...options, request });
}
