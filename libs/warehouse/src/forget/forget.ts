import type { Warehouse } from '../contract.ts';
import { identifier } from '../embedded/session-statement.ts';
import type { ForgetPlan } from './plan.ts';

/** Rows of a table that go. */
export interface ForgottenRows {
  readonly table: string;
  readonly rows: number;
}

/** A run that used what goes. */
export interface UsingRun {
  readonly id: string;
  readonly startedAt: string;
}

/** What goes, as it is named before. */
export interface ForgetPreview {
  /** Rows of each table; tables without a row of it are left out. */
  readonly rows: readonly ForgottenRows[];
  /** Runs that used it: their results stay, over data that is no longer there. Newest first. */
  readonly runs: readonly UsingRun[];
  /** What stays, and why. */
  readonly stays: readonly string[];
}

/** What a plan would take away. */
export async function previewForget(
  warehouse: Pick<Warehouse, 'query'>,
  { going, usedBy, stays }: ForgetPlan,
): Promise<ForgetPreview> {
  const counts = new Map<string, number>();
  for (const { table, where, parameters } of going) {
    const [found] = await warehouse.query<{ rows: number }>(
      `SELECT toUInt32(count()) AS rows FROM ${identifier(table)} FINAL WHERE ${where}`,
      parameters,
    );
    counts.set(table, (counts.get(table) ?? 0) + (found?.rows ?? 0));
  }
  const runs =
    usedBy === undefined
      ? []
      : await warehouse.query<UsingRun>(
          `SELECT run_id AS id, toString(started_at) AS startedAt FROM runs FINAL WHERE ${usedBy.where}
           ORDER BY started_at DESC, run_id`,
          usedBy.parameters,
        );
  const rows = [...counts].flatMap(([table, count]) => (count === 0 ? [] : [{ table, rows: count }]));
  return { rows, runs, stays };
}

/**
 * Removes what a plan names. It may be repeated, also after an interruption; no process may ingest the same data
 * meanwhile.
 *
 * @param cluster - name of the ClickHouse cluster; undefined for a single server or the embedded engine
 */
export async function forget(
  warehouse: Pick<Warehouse, 'command'>,
  { going }: ForgetPlan,
  cluster?: string,
): Promise<void> {
  for (const { table, where, parameters } of going) {
    const target =
      cluster === undefined ? identifier(table) : `${identifier(`${table}_local`)} ON CLUSTER ${identifier(cluster)}`;
    await warehouse.command(`DELETE FROM ${target} WHERE ${where}`, parameters);
  }
}
