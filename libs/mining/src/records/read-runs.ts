import { hostname } from 'node:os';
import type { Warehouse } from '@fm/warehouse';
import { runNamed, type RunRequest } from '@fm/results';
import { readLooks, readRunLabels, type RunLabel } from '@fm/results/labels';
import { storedRequest } from '@fm/results/stored-records';
import { isAlive } from './lost-attempts.ts';
import type { RunState } from './states.ts';

/** A run with the state of its slices; times are UTC texts. */
export interface RunOverview extends RunLabel {
  readonly id: string;
  /** `interrupted`: recorded as running by a process of this machine that is gone. */
  readonly status: RunState | 'interrupted';
  readonly request: RunRequest;
  readonly dataVersion: string;
  readonly codeVersion: string;
  readonly synthetic: boolean;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Seconds between them, or until now. */
  readonly seconds: number;
  readonly slices: number;
  readonly slicesDone: number;
  readonly slicesFailed: number;
  /** Attempts at slices; more than slices where some were tried again. */
  readonly attempts: number;
  /** How often the run was started. */
  readonly begun: number;
  readonly threadNo: number;
  readonly parallelM: number;
  readonly jobs: number;
  readonly runner: string;
  readonly execution: string;
  readonly host: string;
  readonly error: string;
  /** Days on which its hold-out was looked at; empty while it is sealed or if there is none. */
  readonly openedOn: readonly string[];
}

interface RunRow extends Omit<RunOverview, 'request' | 'status' | 'openedOn' | keyof RunLabel> {
  readonly status: RunState;
  readonly request: string;
  readonly pid: number;
}

const query = `
  SELECT r.run_id AS id, r.status AS status, request, data_version AS dataVersion, code_version AS codeVersion, synthetic,
    started_at AS startedAt, finished_at AS finishedAt,
    dateDiff('millisecond', started_at, coalesce(finished_at, now64(3))) / 1000 AS seconds,
    greatest(slices, s.known) AS slices, s.done AS slicesDone, s.failed AS slicesFailed, s.attempts AS attempts,
    attempt AS begun, thread_no AS threadNo, parallel_m AS parallelM, jobs, runner, execution, host, pid, error
  FROM (SELECT * FROM runs FINAL) AS r
  LEFT JOIN (
    SELECT run_id, toUInt32(countIf(status != 'superseded')) AS known, toUInt32(countIf(status = 'succeeded')) AS done,
      toUInt32(countIf(status = 'failed')) AS failed, toUInt32(sum(attempt)) AS attempts
    FROM run_slices FINAL GROUP BY run_id
  ) AS s ON s.run_id = r.run_id`;

/** Every run in every state, newest first, archived ones among them. */
export async function listRunOverviews(warehouse: Warehouse): Promise<RunOverview[]> {
  const rows = await warehouse.query<RunRow>(`${query} ORDER BY started_at DESC, id`);
  const [labels, looks] = [await readRunLabels(warehouse), await readLooks(warehouse)];
  return rows.map((row) => ({ ...overviewOf(row), ...labels.of(row.id), openedOn: looks.daysOf(row.id) }));
}

/**
 * The run with this id, or whose id begins with it.
 *
 * @throws UNKNOWN_RUN, AMBIGUOUS_RUN
 */
export async function readRunOverview(warehouse: Warehouse, id: string): Promise<RunOverview> {
  return runNamed(await listRunOverviews(warehouse), id);
}

function overviewOf({ pid, ...row }: RunRow): Omit<RunOverview, 'openedOn' | keyof RunLabel> {
  const gone = row.status === 'running' && row.host === hostname() && !isAlive(pid);
  return {
    ...row,
    status: gone ? 'interrupted' : row.status,
    request: storedRequest.read(row.request, `table runs, run ${row.id}`) as RunRequest,
  };
}
