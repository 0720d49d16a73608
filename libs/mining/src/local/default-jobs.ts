import { availableParallelism } from 'node:os';
import type { SlicePlan } from '../slices/slice.ts';

/**
 * Seconds of planned work that each thread must have. By `npm run bench -- slices`: of the demonstration's 2.2 two threads
 * take as long as one, which need not load its code and warm it twice.
 */
const worthwhileSeconds = 3;

/** Threads beyond these would take more memory than a laptop has to spare: each holds panels of its own. */
const most = 4;

/** The default number of slices worked on at once: one per processor, fewer if there is little to do. */
export function defaultJobs({ compute, test }: SlicePlan): number {
  let seconds = 0;
  for (const slices of [compute, test]) for (const { cost } of slices) seconds += cost.seconds;
  return Math.max(1, Math.min(availableParallelism(), most, Math.floor(seconds / worthwhileSeconds)));
}
