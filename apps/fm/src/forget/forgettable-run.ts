import { readRunOverview } from '@fm/mining';
import { systemClock } from '@fm/platform';
import { deleteRun, rowsOfRun, runGoesOn } from '@fm/results/labels';
import type { Warehouse } from '@fm/warehouse';
import type { Forgettable } from './forgettable.ts';

/**
 * A run with its results, as `fm runs delete` removes it.
 *
 * @throws RUN_GOES_ON, and where no run or several have the id
 */
export async function forgettableRun(warehouse: Warehouse, id: string): Promise<Forgettable> {
  const run = await readRunOverview(warehouse, id);
  if (run.status === 'running') throw runGoesOn(run.id);
  const stays = [
    'its trials in the ledger',
    ...(run.openedOn.length === 0 ? [] : [`the looks at its hold-out on ${run.openedOn.join(', ')}`]),
  ];
  return {
    preview: { kind: 'run', name: run.id, rows: await rowsOfRun(warehouse, run.id), runs: [], stays },
    forget: (cluster) => deleteRun(warehouse, run.id, systemClock, cluster),
  };
}
