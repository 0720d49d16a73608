import { allTables, type TableContract, type Warehouse } from '@fm/warehouse/rows';
import type { Clock } from '@fm/platform';
import { ownHoldouts } from './own-holdouts.ts';
import { labelRun } from './write-labels.ts';

/** Tables with rows of a run that outlive it: what was tried, and looks at hold-outs. */
const staying = ['trials', 'holdout_openings'];

/**
 * What is deleted with a run, in order. The record is deleted first, then the slices, so that wherever a deletion is
 * interrupted, nothing counts as done whose results are gone.
 */
const first = ['runs', 'run_slices', 'run_attempts'];

const going: readonly TableContract[] = allTables
  .filter(({ name, columns }) => 'run_id' in columns && !staying.includes(name))
  .sort((a, b) => rank(a) - rank(b));

function rank({ name }: TableContract): number {
  const place = first.indexOf(name);
  return place === -1 ? first.length : place;
}

/** Rows of a table that belong to a run. */
export interface DeletedRows {
  readonly table: string;
  readonly rows: number;
}

/** What deleting a run removes, including the runs of its hold-out; tables without a row are left out. */
export async function rowsOfRun(warehouse: Pick<Warehouse, 'query'>, runId: string): Promise<DeletedRows[]> {
  const counts: DeletedRows[] = [];
  const runs = [runId, ...(await ownHoldouts(warehouse, runId))];
  for (const { name } of going) {
    const [found] = await warehouse.query<{ rows: number }>(
      `SELECT toUInt32(count()) AS rows FROM ${name} FINAL WHERE run_id IN {runs:Array(String)}`,
      { runs },
    );
    if ((found?.rows ?? 0) > 0) counts.push({ table: name, rows: found?.rows ?? 0 });
  }
  return counts;
}

/**
 * Deletes a run with its results and labels, and unpins it. The runs that mined its hold-out, and that of no other run,
 * go first. Its trials stay in the ledger, and so do looks at its hold-out. It may be repeated; no process may work on these
 * runs meanwhile.
 *
 * @param cluster - name of the ClickHouse cluster; undefined for a single server or the embedded engine
 */
export async function deleteRun(
  warehouse: Pick<Warehouse, 'query' | 'insert' | 'command'>,
  runId: string,
  clock: Clock,
  cluster?: string,
): Promise<void> {
  for (const run of [...(await ownHoldouts(warehouse, runId)), runId]) await deleteOne(warehouse, run, clock, cluster);
}

async function deleteOne(
  warehouse: Pick<Warehouse, 'query' | 'insert' | 'command'>,
  runId: string,
  clock: Clock,
  cluster: string | undefined,
): Promise<void> {
  await labelRun(warehouse, { id: runId }, { pinned: false }, clock);
  for (const { name } of going) {
    const table = cluster === undefined ? `\`${name}\`` : `\`${name}_local\` ON CLUSTER \`${cluster}\``;
    await warehouse.command(`DELETE FROM ${table} WHERE run_id = {run:String}`, { run: runId });
  }
}
