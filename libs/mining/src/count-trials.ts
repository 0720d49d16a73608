import type { RunRequest } from '@fm/results';
import { familyOf, recordTrials, trialsOf, weeklyReturns, type TrialResult, type TriedTrial } from '@fm/results/ledger';
import { readOwnSummaries } from '@fm/results/read';
import { cutReturns, readRunReturns } from '@fm/results/store';
import type { Clock } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import type { RunPlan } from './request/plan.ts';

/** What counting needs to know about a run. */
interface Counted {
  readonly warehouse: Warehouse;
  readonly request: RunRequest;
  readonly clock: Clock;
}

/** Counts the trials of a run when it starts: stopping it after the first results does not undo the trials. */
export async function countBegun({ warehouse, request, clock }: Counted, plan: RunPlan): Promise<void> {
  await recordTrials(warehouse, familyOf(request, plan.synthetic), triedBy(request, plan), clock.now());
}

/** Counts the trials of a run with their results over its sample. */
export async function countFound({ warehouse, request, clock }: Counted, plan: RunPlan): Promise<void> {
  const summaries = await readOwnSummaries(warehouse, plan.runId);
  const returns = await readRunReturns(warehouse, plan.runId);
  const [first] = triedBy(request, plan);
  if (first === undefined) return;
  const series = cutReturns(returns, first.sample);
  const sessions = returns.sessions.filter((day) => day >= first.sample.start && day <= first.sample.end);
  const found = triedBy(request, plan).map((trial): TriedTrial => {
    const summary = summaries.find(({ factor, role }) => factor === trial.factor && role === 'sample');
    const result: TrialResult = {
      observations: summary?.statistics['premiumObservations'] ?? 0,
      sharpe: summary?.statistics['sharpePerSession'] ?? null,
      pValue: summary?.statistics['premiumPValue'] ?? null,
      premium: summary?.premium ?? null,
      ...weeklyReturns(sessions, series.get(trial.factor)),
    };
    return { ...trial, found: result };
  });
  await recordTrials(warehouse, familyOf(request, plan.synthetic), found, clock.now());
}

/** Counts the trials of a run that is complete, where the family of the request does not hold them yet. */
export async function countAgain(options: Counted, plan: RunPlan): Promise<void> {
  const family = familyOf(options.request, plan.synthetic);
  const rows = await options.warehouse.query(
    `SELECT 1 FROM trials WHERE run_id = {run:String} AND family = {family:String} AND stage = 'found' LIMIT 1`,
    { run: plan.runId, family },
  );
  if (rows.length === 0) await countFound(options, plan);
}

function triedBy(request: RunRequest, plan: RunPlan): TriedTrial[] {
  const sample = plan.ranges.find(({ role }) => role === 'sample') ?? plan.ranges[0];
  if (sample === undefined) return [];
  const { start, end } = sample;
  return trialsOf(request, plan.universe.members).map((trial) => ({
    ...trial,
    runId: plan.runId,
    sample: { start, end },
  }));
}
