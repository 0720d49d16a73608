import { said, type Ended } from './child.ts';
import type { Random } from './random.ts';
import type { RunState } from './run-state.ts';
import type { Cut, Place, Stage } from './stage.ts';

/** What was done to a run, and what it said. */
export interface Trial {
  /** Processes and threads that were ended in their work. */
  kills: number;
  outages: number;
  fullDisks: number;
  /** Deliveries that were refused or failed and were made good later. */
  refused: number;
  /** Times that it ended without its results, with a reason or killed, and was continued. */
  resumed: number;
  /** What must not be: empty when all is well. */
  readonly violations: string[];
}

export type Scenario = (stage: Stage, random: Random, trial: Trial) => Promise<void>;

/** A cut at random; two jobs in one of three. */
export function cutOf(random: Random): Cut {
  return [random.pick([1, 2, 3]), random.pick([1, 2, 3]), random.pick([1, 1, 2])];
}

/** Whether the state is whole and right; says so when it calls itself succeeded and is not. */
export function isWhole(state: RunState, stage: Stage, trial: Trial): boolean {
  const same = JSON.stringify(state.hashes) === JSON.stringify(stage.expected);
  if (state.status === 'succeeded' && !same) trial.violations.push('succeeded with other results');
  return state.status === 'succeeded' && same;
}

/** A process that ended without success and was not killed must say why, and so must the record of a failed run. */
export function checkReason(ended: Ended, state: RunState, trial: Trial): void {
  const reason = (said(ended, 'failed') ?? '') !== '' || ended.lines.some((line) => line.startsWith('refused'));
  if (!ended.killed && ended.status !== 0 && !reason) {
    trial.violations.push(`ended with ${ended.status} and no reason`);
  }
  if (state.status === 'failed' && state.error === '') trial.violations.push('failed without a reason');
  if (ended.status === 0 && state.status !== 'succeeded') trial.violations.push(`exit status 0, but ${state.status}`);
}

/** The state of a run in a folder as its last process reported it: opening the folder again would cost a start. */
export function reportedState(last: Ended): Promise<RunState> {
  return Promise.resolve(JSON.parse(said(last, 'state') ?? '{"status":"none","error":"","hashes":{}}') as RunState);
}

/** A last run without faults must find everything in order, or put it in order. */
export async function settle(stage: Stage, random: Random, trial: Trial, place: Place, last: Ended): Promise<void> {
  if (isWhole(await place.state(last), stage, trial)) return;
  trial.resumed++;
  const calm = await stage.mine(cutOf(random), { environment: place.environment });
  const state = await place.state(calm);
  checkReason(calm, state, trial);
  if (!isWhole(state, stage, trial))
    trial.violations.push(`a calm run left it ${state.status}: ${said(calm, 'failed')}`);
}
