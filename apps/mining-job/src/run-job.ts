import { performance } from 'node:perf_hooks';
import { batchesOfJob, planBatches, planSlices, runSlices, type SliceContext, type SliceStage } from '@fm/mining';
import type { createLogger } from '@fm/platform/logger';

/** What a job of an array did. */
export interface JobOutcome {
  readonly slices: number;
  readonly rowsIn: number;
  readonly rowsOut: number;
}

const mebibyte = 2 ** 20;

/**
 * Runs the batches of a job one after the other: what the slices of a batch need is loaded once. Logs a line for each slice:
 * rows in and out, seconds, and the peak memory of the process beside what its batch declares.
 *
 * @param index - place of the job in the array of its stage
 * @throws INTERRUPTED when the context's signal says so, and what {@link runSlices} throws
 */
export async function runJob(
  context: SliceContext,
  stage: SliceStage,
  index: number,
  logger: Pick<ReturnType<typeof createLogger>, 'info'>,
): Promise<JobOutcome> {
  const { request, plan } = context;
  const slices = planSlices(request, plan);
  const batches = planBatches(request, plan)[stage];
  let outcome: JobOutcome = { slices: 0, rowsIn: 0, rowsOut: 0 };
  for (const place of batchesOfJob(batches.length, index)) {
    const batch = batches.at(place);
    let begun = performance.now();
    await runSlices({ ...context, slices }, batch.slices, {
      begins: ({ id, index: inStage, cost }) => {
        begun = performance.now();
        logger.info({ slice: id, place: inStage, ...cost, of: slices[stage].length, batch: place }, 'slice begins');
      },
      ends: ({ id }, { rowsIn, rowsOut }) => {
        logger.info(
          {
            slice: id,
            rowsIn,
            rowsOut,
            seconds: (performance.now() - begun) / 1000,
            declaredMiB: batch.cost.bytes / mebibyte,
            peakMiB: process.resourceUsage().maxRSS / 1024,
          },
          'slice done',
        );
        outcome = { slices: outcome.slices + 1, rowsIn: outcome.rowsIn + rowsIn, rowsOut: outcome.rowsOut + rowsOut };
      },
    });
  }
  return outcome;
}
