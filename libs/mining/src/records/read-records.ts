import type { Warehouse } from '@fm/warehouse';
import type { AttemptState, SliceState } from './states.ts';

/** A slice of a run in its newest state; times are UTC texts. */
export interface SliceRecord {
  readonly id: string;
  readonly stage: string;
  readonly factor: string;
  readonly start: string;
  readonly end: string;
  readonly part: string;
  readonly status: SliceState;
  /** Attempts begun so far. */
  readonly attempts: number;
  readonly estimatedCost: number;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly milliseconds: number;
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly host: string;
  readonly codeVersion: string;
  readonly error: string;
}

/** An attempt at a slice. */
export interface AttemptRecord {
  readonly sliceId: string;
  readonly id: string;
  readonly attempt: number;
  readonly status: AttemptState;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly milliseconds: number;
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly host: string;
  readonly pid: number;
  readonly codeVersion: string;
  readonly error: string;
}

/** Every slice of a run. */
export function readSlices(warehouse: Warehouse, runId: string): Promise<SliceRecord[]> {
  return warehouse.query<SliceRecord>(
    `SELECT slice_id AS id, stage, factor, start, end, part, status,
       attempt AS attempts, estimated_cost AS estimatedCost, started_at AS startedAt,
       finished_at AS finishedAt, duration_ms AS milliseconds, rows_in AS rowsIn, rows_out AS rowsOut, host,
       code_version AS codeVersion, error
     FROM run_slices FINAL WHERE run_id = {run:String} ORDER BY stage, factor, start, slice_id`,
    { run: runId },
  );
}

/** Every attempt of a run, in the order of their begin. */
export function readAttempts(warehouse: Warehouse, runId: string): Promise<AttemptRecord[]> {
  return warehouse.query<AttemptRecord>(
    `SELECT slice_id AS sliceId, attempt_id AS id, attempt, status, started_at AS startedAt,
       finished_at AS finishedAt, duration_ms AS milliseconds, rows_in AS rowsIn, rows_out AS rowsOut, host, pid,
       code_version AS codeVersion, error
     FROM run_attempts FINAL WHERE run_id = {run:String} ORDER BY slice_id, started_at, attempt_id`,
    { run: runId },
  );
}

/** Largest number of ids in one query: a server accepts 128 KiB for one value. */
const idsAtOnce = 500;

/** Those of some slices that are done. Reads only their keys, so that many jobs asking do not read the run many times. */
export async function doneSliceIds(
  warehouse: Warehouse,
  runId: string,
  sliceIds: readonly string[],
): Promise<Set<string>> {
  const done = new Set<string>();
  for (let from = 0; from < sliceIds.length; from += idsAtOnce) {
    const rows = await warehouse.query<{ id: string }>(
      `SELECT slice_id AS id FROM run_slices FINAL
       WHERE run_id = {run:String} AND slice_id IN {slices:Array(String)} AND status = 'succeeded'`,
      { run: runId, slices: sliceIds.slice(from, from + idsAtOnce) },
    );
    for (const { id } of rows) done.add(id);
  }
  return done;
}

/** State of one slice, or undefined if it was never planned. */
export async function stateOf(
  warehouse: Warehouse,
  runId: string,
  sliceId: string,
): Promise<{ readonly status: SliceState; readonly attempts: number } | undefined> {
  const [row] = await warehouse.query<{ status: SliceState; attempts: number }>(
    `SELECT status, attempt AS attempts FROM run_slices FINAL
     WHERE run_id = {run:String} AND slice_id = {slice:String}`,
    { run: runId, slice: sliceId },
  );
  return row;
}

/** Those of the slices that are not done, in their order. */
export async function openSliceIds(warehouse: Warehouse, runId: string, ids: Iterable<string>): Promise<string[]> {
  const rows = await warehouse.query<{ id: string }>(
    `SELECT slice_id AS id FROM run_slices FINAL WHERE run_id = {run:String} AND status = 'succeeded'`,
    { run: runId },
  );
  const done = new Set(rows.map((row) => row.id));
  return [...ids].filter((id) => !done.has(id));
}
