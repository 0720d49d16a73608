import { interrupted, mine, type RunPlan, type RunRequest } from '@fm/mining';
import { codeVersion, systemClock } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { progressBar } from './progress.ts';

/** How a run is mined from the command line. */
export interface MineWithProgressOptions {
  /** Slices worked on at once. @default as many as there are processors, fewer where there is little to do */
  readonly jobs?: number;
}

/**
 * Mines a request with a progress bar. Ctrl-C stops cleanly: what is done is kept, and the same command goes on; a second
 * Ctrl-C ends at once.
 *
 * @throws INTERRUPTED and what `mine` throws
 */
export async function mineWithProgress(
  warehouse: Warehouse,
  request: RunRequest,
  { jobs }: MineWithProgressOptions = {},
): Promise<RunPlan> {
  const bar = progressBar('slices');
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort(interrupted());
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    return await mine({
      ...{ warehouse, request, clock: systemClock, codeVersion, signal: stop.signal },
      ...(jobs === undefined ? {} : { jobs }),
      onProgress: ({ done, total, factor }) => bar.update(done, total, factor),
    });
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    bar.stop();
  }
}
