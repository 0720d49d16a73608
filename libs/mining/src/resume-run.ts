import { type RunPlan, planRun } from './request/plan.ts';
import { runChanged } from './errors.ts';
import { readRunOverview, type RunOverview } from './records/read-runs.ts';
import { mine, type MineOptions } from './run.ts';

/**
 * Finishes a run from its stored request, with its cut and, unless another is given, its number of jobs; a complete one
 * is left unchanged.
 *
 * @throws UNKNOWN_RUN; RUN_CHANGED when the same request would now be another run, because its data or a factor changed
 */
export async function resumeRun(id: string, options: Omit<MineOptions, 'request'>): Promise<RunPlan> {
  const run = await readRunOverview(options.warehouse, id);
  const request = { ...run.request, ...cutOf(run) };
  const plan = await planRun(options.warehouse, request);
  if (plan.runId !== run.id) throw runChanged(run.id, plan.runId, plan.dataVersion === run.dataVersion);
  return mine({ ...(run.jobs === 0 ? {} : { jobs: run.jobs }), ...options, request });
}

function cutOf({ threadNo, parallelM }: RunOverview): { readonly threadNo?: number; readonly parallelM?: number } {
  return { ...(threadNo === 0 ? {} : { threadNo }), ...(parallelM === 0 ? {} : { parallelM }) };
}
