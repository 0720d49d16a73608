import { messageOf, type Clock } from '@fm/platform';
import { runAttemptsTable, runSlicesTable, type RowOf } from '@fm/warehouse';
import { momentText } from './moment.ts';
import type { RowBuffer } from './row-buffer.ts';
import { errorText, stateVersion, type AttemptState } from './states.ts';

/** What a slice read and wrote. */
export interface SliceCounts {
  readonly rowsIn: number;
  readonly rowsOut: number;
  /** Of work. @default those since the attempt began */
  readonly milliseconds?: number;
}

interface AttemptRows {
  readonly slice: RowOf<typeof runSlicesTable>;
  readonly attempt: RowOf<typeof runAttemptsTable>;
}

/** An attempt at a slice under way. */
export class SliceAttempt {
  readonly #buffer: RowBuffer;
  readonly #clock: Clock;
  readonly #rows: AttemptRows;
  readonly #begun = performance.now();

  constructor(buffer: RowBuffer, clock: Clock, rows: AttemptRows) {
    this.#buffer = buffer;
    this.#clock = clock;
    this.#rows = rows;
  }

  /** Records that it runs. */
  write(): Promise<void> {
    return this.#put(this.#rows);
  }

  /** Records the success. Call it after the results are stored: it marks them as complete. */
  succeed(counts: SliceCounts): Promise<void> {
    return this.#end('succeeded', counts, '');
  }

  /** Records that it failed, and why. */
  fail(thrown: unknown): Promise<void> {
    return this.#end('failed', { rowsIn: 0, rowsOut: 0 }, errorText(messageOf(thrown)));
  }

  #end(status: AttemptState, counts: SliceCounts, error: string): Promise<void> {
    const { rowsIn, rowsOut, milliseconds = performance.now() - this.#begun } = counts;
    const ended = {
      status,
      finished_at: momentText(this.#clock),
      duration_ms: milliseconds,
      rows_in: rowsIn,
      rows_out: rowsOut,
      error,
      version: stateVersion(status),
    };
    return this.#put({ slice: { ...this.#rows.slice, ...ended }, attempt: { ...this.#rows.attempt, ...ended } });
  }

  async #put({ slice, attempt }: AttemptRows): Promise<void> {
    // The attempt first: a slice that is succeeded has its attempt, wherever the process ends.
    await this.#buffer.put(runAttemptsTable, attempt);
    await this.#buffer.put(runSlicesTable, slice);
  }
}
