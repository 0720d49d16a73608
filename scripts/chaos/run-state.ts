import { readRunOverview } from '@fm/mining';
import { resultHashes } from '@fm/results/read';
import type { Warehouse } from '@fm/warehouse';

/** What a warehouse holds of the run of the harness. */
export interface RunState {
  readonly status: string;
  readonly error: string;
  readonly hashes: Readonly<Record<string, string>>;
}

/** Reads the {@link RunState} of a run; one that was never begun has the status `none`. */
export async function readState(warehouse: Warehouse, runId: string): Promise<RunState> {
  const run = await readRunOverview(warehouse, runId).catch(() => undefined);
  return {
    status: run?.status ?? 'none',
    error: run?.error ?? '',
    hashes: await resultHashes(warehouse, runId),
  };
}
