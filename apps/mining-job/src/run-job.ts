import { performance } from 'node:perf_hooks';
import { planSlices, runSlice, slicesOfJob, type SliceContext, type SliceStage } from '@fm/mining';
import type { createLogger } from '@fm/platform/logger';

/** What a job of an array did. */
export interface JobOutcome {
  readonly slices: number;
  readonly rowsIn: number;
  readonly rowsOut: number;
}

const mebibyte = 2 ** 20;

/**
 * Runs the slices of a job one after the other, with a log line for each: rows in and out, seconds, and the peak memory of
 * the process beside what the slice declares.
 *
 * @param index - place of the job in the array of its stage
 * @throws INTERRUPTED when the context's signal says so, and what {@link runSlice} throws
 */
export async function runJob(
  context: SliceContext,
  stage: SliceStage,
  index: number,
  logger: Pick<ReturnType<typeof createLogger>, 'info'>,
): Promise<JobOutcome> {
  const slices = planSlices(context.request, context.plan);
  let outcome: JobOutcome = { slices: 0, rowsIn: 0, rowsOut: 0 };
  for (const place of slicesOfJob(slices[stage].length, index)) {
    const { id, cost } = slices[stage].at(place);
    const begun = performance.now();
    logger.info({ slice: id, place, ...cost, of: slices[stage].length }, 'slice begins');
    const { rowsIn, rowsOut } = await runSlice({ ...context, slices }, stage, place);
    logger.info(
      {
        slice: id,
        rowsIn,
        rowsOut,
        seconds: (performance.now() - begun) / 1000,
        declaredMiB: cost.bytes / mebibyte,
        peakMiB: process.resourceUsage().maxRSS / 1024,
      },
      'slice done',
    );
    outcome = { slices: outcome.slices + 1, rowsIn: outcome.rowsIn + rowsIn, rowsOut: outcome.rowsOut + rowsOut };
  }
  return outcome;
}
