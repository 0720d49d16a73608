import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Clock } from '@fm/platform';
import type { runAttemptsTable } from '@fm/warehouse';
import { runSlicesTable, type RowOf, type Warehouse } from '@fm/warehouse';
import { momentText } from './moment.ts';
import { readSlices, stateOf } from './read-records.ts';
import { RowBuffer } from './row-buffer.ts';
import { SliceAttempt } from './slice-attempt.ts';
import { stateVersion, type SliceState } from './states.ts';

/** What the records of a run are written with. */
export interface RecordOptions {
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  readonly codeVersion: string;
  readonly runId: string;
  /**
   * How long rows may wait to go in together; a process that does one slice needs none.
   *
   * @default every row is in when the call returns
   */
  readonly delayMilliseconds?: number;
}

/** What is recorded about a slice before work on it starts. */
export interface PlannedSlice {
  readonly id: string;
  readonly stage: string;
  readonly factor: string;
  /** First and last day of its results. */
  readonly start: string;
  readonly end: string;
  /** Which stocks of the universe, for people; empty for all. */
  readonly part?: string;
  readonly estimatedCost?: number;
}

/** Everything that is ever written to `run_slices` and `run_attempts` of a run. Every call may be repeated. */
export class SliceRecords {
  readonly #options: RecordOptions;
  readonly #buffer: RowBuffer;
  readonly #known = new Map<string, number>();

  constructor(options: RecordOptions) {
    this.#options = options;
    this.#buffer = new RowBuffer(options.warehouse, options.delayMilliseconds);
  }

  /**
   * Records the slices of a cut as planned. One that has a state keeps it; one of an earlier cut that is not done is
   * superseded.
   *
   * @returns ids of the slices that are done
   */
  async plan(slices: Iterable<PlannedSlice>): Promise<Set<string>> {
    const { warehouse, runId } = this.#options;
    const before = new Map((await readSlices(warehouse, runId)).map((slice) => [slice.id, slice]));
    const done = new Set<string>();
    const rows: RowOf<typeof runSlicesTable>[] = [];
    for (const slice of slices) {
      const known = before.get(slice.id);
      before.delete(slice.id);
      this.#known.set(slice.id, known?.attempts ?? 0);
      if (known?.status === 'succeeded') done.add(slice.id);
      else if (known === undefined || known.status === 'superseded') rows.push(this.#row(slice, 'planned'));
    }
    for (const left of before.values()) {
      if (left.status === 'succeeded' || left.status === 'superseded') continue;
      rows.push({ ...this.#row(left, 'superseded'), attempt: left.attempts, error: left.error });
    }
    await this.#buffer.put(runSlicesTable, ...rows);
    await this.#buffer.flush();
    return done;
  }

  /** Begins an attempt at a slice. The attempt must be closed; one that cannot be is found by {@link closeLostAttempts}. */
  async begin(slice: PlannedSlice): Promise<SliceAttempt> {
    const { warehouse, runId, clock, codeVersion } = this.#options;
    const before = this.#known.get(slice.id) ?? (await stateOf(warehouse, runId, slice.id))?.attempts ?? 0;
    this.#known.set(slice.id, before + 1);
    const attempt = new SliceAttempt(this.#buffer, clock, {
      slice: { ...this.#row(slice, 'running'), attempt: before + 1, started_at: momentText(clock), host: hostname() },
      attempt: {
        run_id: runId,
        slice_id: slice.id,
        attempt_id: randomBytes(8).toString('hex'),
        attempt: before + 1,
        status: 'running',
        started_at: momentText(clock),
        finished_at: null,
        duration_ms: 0,
        rows_in: 0,
        rows_out: 0,
        host: hostname(),
        pid: process.pid,
        code_version: codeVersion,
        error: '',
        version: stateVersion('running'),
      } satisfies RowOf<typeof runAttemptsTable>,
    });
    await attempt.write();
    return attempt;
  }

  /** Writes what is still pending. */
  flush(): Promise<void> {
    return this.#buffer.flush();
  }

  #row(slice: PlannedSlice, status: SliceState): RowOf<typeof runSlicesTable> {
    return {
      run_id: this.#options.runId,
      slice_id: slice.id,
      stage: slice.stage,
      factor: slice.factor,
      start: slice.start,
      end: slice.end,
      status,
      attempt: 0,
      rows_in: 0,
      rows_out: 0,
      duration_ms: 0,
      host: '',
      error: '',
      version: stateVersion(status),
      part: slice.part ?? '',
      estimated_cost: slice.estimatedCost ?? 0,
      started_at: null,
      finished_at: null,
      code_version: this.#options.codeVersion,
    };
  }
}
