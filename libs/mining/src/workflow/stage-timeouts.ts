import { arraySize } from '../slices/array-job.ts';
import type { BatchList } from '../slices/slice.ts';

/** When a stage of a run is aborted. */
export interface StageTimeout {
  /** Seconds of the whole stage. */
  readonly stageSeconds: number;
  /** Seconds of one attempt at one of its jobs. */
  readonly attemptSeconds: number;
}

const hour = 3600;
const day = 24 * hour;

/**
 * A slice that waits for the warehouse beside thousands of others takes up to 135 times its processor time: 59.4 hours of
 * 256 vCPUs for 112 core hours in `docs/scaling.md`.
 */
const slowest = 200;
/** Seconds in which a task starts, with a margin. */
const startSeconds = 60;
/** Limits on both: short enough that a run that hangs is noticed, within what the state machine takes as a whole. */
const longestAttempt = 5 * day;
const longestStage = 11 * day;

/**
 * Seconds after which the state machine as a whole is aborted: both stages, and the states around them. In milliseconds
 * it fits the timers of Node, by which a workflow runs on one machine.
 */
export const machineSeconds = 24 * day;

/**
 * Timeouts of a stage from its batches: an attempt may take its job's share of the work `slowest` times over; the stage may
 * take twice the time of all of its slices one after the other, with a start for every job.
 */
export function stageTimeout(batches: BatchList): StageTimeout {
  const jobs = arraySize(batches.length);
  let total = 0;
  let longest = 0;
  for (const { cost } of batches) {
    total += cost.seconds;
    longest = Math.max(longest, cost.seconds);
  }
  const ofJob = longest * Math.ceil(batches.length / jobs);
  const attemptSeconds = Math.ceil(Math.min(longestAttempt, Math.max(hour, slowest * ofJob)));
  const inTurn = hour + 2 * total + startSeconds * jobs;
  return { attemptSeconds, stageSeconds: Math.ceil(Math.min(longestStage, Math.max(2 * attemptSeconds, inTurn))) };
}

/**
 * Timeouts of the stage that stores what a run computes from. A job reads some blocks, each in seconds of an idle warehouse; a
 * day is long enough for one that is not.
 *
 * @param jobs - of its array
 */
export function panelsTimeout(jobs: number): StageTimeout {
  const attemptSeconds = 4 * hour;
  return {
    attemptSeconds,
    stageSeconds: Math.min(longestStage, Math.max(day, 2 * attemptSeconds + startSeconds * jobs)),
  };
}
