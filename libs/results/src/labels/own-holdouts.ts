import type { Warehouse } from '@fm/warehouse/rows';

/**
 * The runs that mined the hold-out of a run and of no other one that is there: they are shown beside it only, so that they are
 * archived, restored and deleted with it. Runs that differ in their ranges have one hold-out, which stays as long as one of them.
 */
export async function ownHoldouts(warehouse: Pick<Warehouse, 'query'>, runId: string): Promise<string[]> {
  const rows = await warehouse.query<{ run: string }>(
    `SELECT DISTINCT holdout_run AS run FROM holdout_openings
     WHERE run_id = {run:String} AND holdout_run != {run:String} AND holdout_run NOT IN (
       SELECT holdout_run FROM holdout_openings
       WHERE run_id != {run:String} AND run_id IN (SELECT run_id FROM runs FINAL))
     ORDER BY run`,
    { run: runId },
  );
  return rows.map(({ run }) => run);
}
