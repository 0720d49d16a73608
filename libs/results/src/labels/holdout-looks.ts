import type { Warehouse } from '@fm/warehouse/rows';

/** Looks at all hold-outs. */
export interface Looks {
  /** Days of the looks at the hold-out of a run, the first one first. */
  daysOf(runId: string): readonly string[];
  /** Whether a run mined the hold-out of another: it is shown beside that one, and is never the latest run. */
  isHoldout(runId: string): boolean;
}

/** The looks at the hold-outs of all runs. */
export async function readLooks(warehouse: Pick<Warehouse, 'query'>): Promise<Looks> {
  const rows = await warehouse.query<{ run: string; days: string[]; holdouts: string[] }>(
    `SELECT run_id AS run, arraySort(groupUniqArray(toString(opened_on))) AS days, groupUniqArray(holdout_run) AS holdouts
     FROM holdout_openings GROUP BY run_id`,
  );
  const days = new Map(rows.map((row) => [row.run, row.days]));
  const holdouts = new Set(rows.flatMap((row) => row.holdouts));
  return { daysOf: (runId) => days.get(runId) ?? [], isHoldout: (runId) => holdouts.has(runId) };
}
