import {
  interrupted,
  mine,
  openHoldout,
  resumeRun,
  type MineOptions,
  type RunPlan,
  type RunWithHoldout,
} from '@fm/mining';
import type { RunRequest } from '@fm/results';
import { codeVersion, endAtOnce, systemClock } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { progressBar, type Progress } from './progress.ts';

/** How a run is mined from the command line. */
export interface MineWithProgressOptions {
  /** Slices worked on at once. @default as many as there are processors, fewer where there is little to do */
  readonly jobs?: number;
  /** Called with the plan before anything is mined. @default nothing */
  readonly onPlan?: (plan: RunPlan) => Promise<void>;
  /** Where progress is shown. @default a bar of its own */
  readonly progress?: Progress;
}

/**
 * Mines a request with a progress bar. Ctrl-C stops cleanly: completed work is kept, and the same command continues; a
 * second Ctrl-C ends at once.
 *
 * @throws INTERRUPTED and what `mine` throws
 */
export function mineWithProgress(
  warehouse: Warehouse,
  request: RunRequest,
  { jobs, progress, onPlan }: MineWithProgressOptions = {},
): Promise<RunPlan> {
  const more = { ...(jobs !== undefined && { jobs }), ...(onPlan !== undefined && { onPlan }) };
  return withProgress((how) => mine({ ...how, warehouse, request, ...more }), progress);
}

/**
 * Finishes a run from its stored request, as {@link mineWithProgress} mines one.
 *
 * @param id - of the run, or the start of it
 * @throws INTERRUPTED and what `resumeRun` throws
 */
export function resumeWithProgress(
  warehouse: Warehouse,
  id: string,
  { jobs, progress }: MineWithProgressOptions = {},
): Promise<RunPlan> {
  return withProgress((how) => resumeRun(id, { ...how, warehouse, ...(jobs === undefined ? {} : { jobs }) }), progress);
}

/**
 * Opens the hold-out of a run, as {@link mineWithProgress} mines one.
 *
 * @throws INTERRUPTED and what `openHoldout` throws
 */
export function openWithProgress(
  warehouse: Warehouse,
  run: RunWithHoldout,
  { jobs, progress }: MineWithProgressOptions = {},
): Promise<RunPlan> {
  return withProgress(
    (how) => openHoldout(run, { ...how, warehouse, ...(jobs === undefined ? {} : { jobs }) }),
    progress,
  );
}

async function withProgress(
  work: (how: Pick<MineOptions, 'clock' | 'codeVersion' | 'signal' | 'onProgress'>) => Promise<RunPlan>,
  bar: Progress = progressBar('slices'),
): Promise<RunPlan> {
  bar.update(0, 1, 'planning');
  const stop = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stop.signal.aborted) endAtOnce(signal);
    stop.abort(interrupted());
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    return await work({
      ...{ clock: systemClock, codeVersion, signal: stop.signal },
      onProgress: ({ done, total, factor }) => bar.update(done, total, factor),
    });
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    bar.stop();
  }
}
