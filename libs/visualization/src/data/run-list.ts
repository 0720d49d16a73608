import type { RunsPageBody, Slices } from '../api/page-schemas.ts';
import type { Run } from '../api/schemas.ts';
import type { Reader } from './reader.ts';

interface Counts {
  readonly run: string;
  readonly slices: number;
  readonly slicesDone: number;
  readonly slicesFailed: number;
  readonly attempts: number;
}

/** Number of slices by state for every run that has any. */
export async function readSliceCounts(reader: Reader): Promise<Map<string, Counts>> {
  const rows = await reader.rows<Counts>(
    `SELECT run_id AS run, toUInt32(count()) AS slices, toUInt32(countIf(status = 'succeeded')) AS slicesDone,
       toUInt32(countIf(status = 'failed')) AS slicesFailed, toUInt32(sum(attempt)) AS attempts
     FROM run_slices FINAL GROUP BY run_id`,
  );
  return new Map(rows.map((row) => [row.run, row]));
}

/** Time of every slice of some runs. */
export function readDurations(reader: Reader, runs: readonly string[]): Promise<RunsPageBody['durations']> {
  return reader.rows(
    `SELECT run_id AS run, factor, stage, sum(duration_ms) AS durationMs FROM run_slices FINAL
     WHERE run_id IN {runs:Array(String)} GROUP BY run_id, factor, stage ORDER BY run, factor, stage`,
    { runs },
  );
}

/** Every slice of a run. */
export function readSlices(reader: Reader, run: string): Promise<Slices['rows']> {
  return reader.rows(
    `SELECT stage, factor, toString(\`start\`) AS start, toString(\`end\`) AS end, status, attempt, rows_in AS rowsIn,
       rows_out AS rowsOut, duration_ms AS durationMs, host, error
     FROM run_slices FINAL WHERE run_id = {run:String} ORDER BY stage, factor, start`,
    { run },
  );
}

/** A run with its slices counted and the command that makes it. */
export function runWithSlices(run: Run, counts: Counts | undefined): RunsPageBody['rows'][number] {
  const { slices = 0, slicesDone = 0, slicesFailed = 0, attempts = 0 } = counts ?? {};
  const time = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);
  const durationMs = run.finishedAt === null ? null : time(run.finishedAt) - time(run.startedAt);
  return { ...run, slices, slicesDone, slicesFailed, attempts, durationMs, command: commandOf(run.request) };
}

/** The same request finishes a run that was interrupted and shows one that is complete. */
function commandOf(request: string): string {
  try {
    const asked = JSON.parse(request) as Record<string, unknown>;
    const options = ['factors', 'universe', 'ranges', 'from', 'to', 'weighting', 'groups'].flatMap((name) => {
      const value = asked[name];
      if (value === undefined || value === null) return [];
      return [`--${name} ${quoted(Array.isArray(value) ? value.join(',') : String(value))}`];
    });
    return ['npm run fm -- mine', ...options].join(' ');
  } catch {
    return 'npm run fm -- mine';
  }
}

/** A word as a POSIX shell reads it. */
function quoted(text: string): string {
  return /^[\w.,:/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
