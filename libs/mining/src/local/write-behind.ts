import { insertBlocks, type Warehouse } from '@fm/warehouse';
import type { SliceAttempt } from '../records/slice-attempt.ts';
import type { LocalOutcome } from './local-slice.ts';

/** Largest number of bytes that wait to be written before the producer has to wait. */
const fullBytes = 8 * 2 ** 20;
const mostBytes = 32 * 2 ** 20;
/** Longest time in milliseconds that the rows of a slice wait for those of others. */
const delay = 250;

interface Finished {
  readonly outcome: LocalOutcome;
  readonly attempt: SliceAttempt;
}

/**
 * Writes the rows of slices while other slices are performed, those of several slices at once. A slice is recorded as done
 * after its rows are in.
 */
export class WriteBehind {
  readonly #warehouse: Warehouse;
  #waiting: Finished[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #failure: { readonly thrown: unknown } | undefined;

  constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse;
  }

  /**
   * Takes the rows of a slice; returns at once unless too much waits.
   *
   * @throws what an earlier write threw
   */
  async put(outcome: LocalOutcome, attempt: SliceAttempt): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure.thrown;
    this.#waiting.push({ outcome, attempt });
    this.#bytes += outcome.blocks.reduce((sum, { body }) => sum + body.length, 0);
    if (this.#bytes > mostBytes) await this.flush();
    else if (this.#bytes > fullBytes) this.#start();
    else this.#timer ??= setTimeout(() => this.#start(), delay);
  }

  /** Writes everything that is pending. */
  async flush(): Promise<void> {
    this.#start();
    await this.#writing;
    if (this.#failure !== undefined) throw this.#failure.thrown;
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing
      .then(() => this.#write())
      .catch((thrown: unknown) => {
        this.#failure ??= { thrown };
      });
  }

  async #write(): Promise<void> {
    const taken = this.#waiting.splice(0);
    this.#bytes = 0;
    if (taken.length === 0) return;
    try {
      if (this.#failure !== undefined) throw this.#failure.thrown;
      await insertBlocks(
        this.#warehouse,
        taken.flatMap(({ outcome }) => outcome.blocks),
      );
    } catch (thrown) {
      for (const { attempt } of taken) await attempt.fail(thrown);
      throw thrown;
    }
    for (const { attempt, outcome } of taken) await attempt.succeed(outcome);
  }
}
