import { planBatches, type RunPlan, type SliceBatch } from '@fm/mining';
import type { RunRequest } from '@fm/results';
import { FmError } from '@fm/platform';

/** Bytes that the container, or else the machine, lets this process have; undefined where that is not known. */
export function memoryLimit(): number | undefined {
  const limit = process.constrainedMemory();
  // Without a limit the kernel says a number that no machine has.
  return limit > 0 && limit < 2 ** 50 ? limit : undefined;
}

/**
 * Refuses a run with a slice that this container cannot hold: its attempts would be killed one after the other, and only
 * say so.
 *
 * @param bytes - memory of the container
 * @throws SLICE_TOO_LARGE, final
 */
export function requireMemory(request: RunRequest, plan: RunPlan, bytes: number): void {
  let largest: SliceBatch | undefined;
  for (const batches of Object.values(planBatches(request, plan))) {
    for (const batch of batches) if (batch.cost.bytes > (largest?.cost.bytes ?? 0)) largest = batch;
  }
  const needed = (largest?.cost.bytes ?? 0) + process.memoryUsage().rss;
  if (largest !== undefined && needed > bytes) throw sliceTooLarge(largest, needed, bytes);
}

function sliceTooLarge({ slices }: SliceBatch, needed: number, there: number): FmError {
  const largest = slices.reduce((most, slice) => (slice.cost.bytes > most.cost.bytes ? slice : most));
  const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;
  return new FmError('SLICE_TOO_LARGE', {
    what: `the slice ${largest.id} needs ${mebibytes(needed)}, and a job has ${mebibytes(there)}`,
    remedy:
      'Raise miningMemoryMib (and miningVcpu with it) in cdktf.json and deploy layer 8, or ask for shorter ranges: a test slice holds all stocks over its ranges.',
    final: true,
  });
}
