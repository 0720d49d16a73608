import type { RunsPageBody, SlicesBody } from '../api/operation-schemas.ts';
import type { Run } from '../api/schemas.ts';
import { storedRequest } from '@fm/results/stored-records';
import type { Reader } from './reader.ts';
import { commandOf } from './run-command.ts';

interface Counts {
  readonly run: string;
  readonly slices: number;
  readonly slicesDone: number;
  readonly slicesFailed: number;
  readonly sliceAttempts: number;
}

/** Number of slices by state for every run that has any; those that a later cut replaced do not count. */
export async function readSliceCounts(reader: Reader): Promise<Map<string, Counts>> {
  const rows = await reader.rows<Counts>(
    `SELECT run_id AS run, toUInt32(count()) AS slices, toUInt32(countIf(status = 'succeeded')) AS slicesDone,
       toUInt32(countIf(status = 'failed')) AS slicesFailed, toUInt32(sum(attempt)) AS sliceAttempts
     FROM run_slices FINAL WHERE status != 'superseded' GROUP BY run_id`,
  );
  return new Map(rows.map((row) => [row.run, row]));
}

/** Time of the slices of each factor and stage of some runs. */
export function readDurations(reader: Reader, runs: readonly string[]): Promise<RunsPageBody['durations']> {
  return reader.rows(
    `SELECT run_id AS run, factor, stage, sum(duration_ms) AS durationMs FROM run_slices FINAL
     WHERE run_id IN {runs:Array(String)} AND status = 'succeeded'
     GROUP BY run_id, factor, stage ORDER BY run, factor, stage`,
    { runs },
  );
}

/** A run with its slices counted and the command that makes it. */
export function runWithSlices(run: Run, counts: Counts | undefined): RunsPageBody['rows'][number] {
  const { slices = 0, slicesDone = 0, slicesFailed = 0, sliceAttempts = 0 } = counts ?? {};
  const time = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);
  const durationMs = run.finishedAt === null ? null : time(run.finishedAt) - time(run.startedAt);
  return {
    ...run,
    ...askedOf(run),
    slices,
    slicesDone,
    slicesFailed,
    sliceAttempts,
    durationMs,
    command: commandOf(run.request, run),
  };
}

/** What was requested of a run; empty if its request cannot be read. */
function askedOf({ request }: Run): { factors: string[]; ranges: string; universe: string } {
  const { factors = [], ranges = '', universe = '' } = storedRequest.readable(request) ?? {};
  return { factors: [...factors], ranges, universe };
}

/** Slices of a run by stage and state. */
export function readStages(reader: Reader, run: string): Promise<SlicesBody['stages']> {
  const count = (state: string) => `toUInt32(countIf(status = '${state}')) AS ${state}`;
  return reader.rows(
    `SELECT stage, ${['planned', 'running', 'succeeded', 'failed', 'superseded'].map(count).join(', ')},
       toUInt32(sum(attempt)) AS attempts, sum(duration_ms) AS durationMs
     FROM run_slices FINAL WHERE run_id = {run:String} GROUP BY stage ORDER BY stage`,
    { run },
  );
}

/** One page of the slices of a run; what failed or runs comes first. */
export function readSlicePage(
  reader: Reader,
  run: string,
  status: string | undefined,
  page: { readonly size: number; readonly offset: number },
): Promise<SlicesBody['rows']> {
  return reader.rows(
    `SELECT slice_id AS slice, stage, factor, part, toString(\`start\`) AS start, toString(\`end\`) AS end, status,
       attempt AS attempts, rows_in AS rowsIn, rows_out AS rowsOut, duration_ms AS durationMs, host, error
     FROM run_slices FINAL WHERE run_id = {run:String} AND ({status:String} = '' OR status = {status:String})
     ORDER BY transform(status, ['failed', 'running', 'planned'], [1, 2, 3], 4), stage, factor, start, slice_id
     LIMIT {size:UInt32} OFFSET {offset:UInt32}`,
    { run, status: status ?? '', ...page },
  );
}

/** Attempts of a run that failed, and all of the slices that were tried more than once. */
export function readAttempts(reader: Reader, run: string): Promise<SlicesBody['attempts']> {
  return reader.rows(
    `SELECT slice_id AS slice, attempt, status, toString(started_at) AS startedAt, duration_ms AS durationMs, host, error
     FROM run_attempts FINAL WHERE run_id = {run:String} AND (status = 'failed' OR slice_id IN (
       SELECT slice_id FROM run_attempts FINAL WHERE run_id = {run:String} GROUP BY slice_id HAVING count() > 1))
     ORDER BY slice, startedAt LIMIT 200`,
    { run },
  );
}
