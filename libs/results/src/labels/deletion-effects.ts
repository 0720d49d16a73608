import type { Warehouse } from '@fm/warehouse/rows';
import { rowsOfRun, type DeletedRows } from './delete-run.ts';
import { ownHoldouts } from './own-holdouts.ts';

/** What deleting a run removes, and what it leaves. */
export interface DeletionEffects {
  readonly rows: readonly DeletedRows[];
  /** Runs that mined its hold-out and are deleted with it. */
  readonly holdouts: readonly string[];
  /** Its distinct trials, which stay in the ledger. */
  readonly trials: number;
}

/** Reports what {@link deleteRun} would do; changes nothing. */
export async function readDeletionEffects(
  warehouse: Pick<Warehouse, 'query'>,
  runId: string,
): Promise<DeletionEffects> {
  const [found] = await warehouse.query<{ trials: number }>(
    'SELECT toUInt32(uniqExact(family, trial)) AS trials FROM trials WHERE run_id = {run:String}',
    { run: runId },
  );
  return {
    rows: await rowsOfRun(warehouse, runId),
    holdouts: await ownHoldouts(warehouse, runId),
    trials: found?.trials ?? 0,
  };
}
