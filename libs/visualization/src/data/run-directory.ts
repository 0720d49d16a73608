import type { Run } from '../api/schemas.ts';
import { noRunYet } from '../errors.ts';
import type { Reader } from './reader.ts';
import { shownRun } from '@fm/results/labels';
import { findRun, listRuns, runNamed } from './runs.ts';

/** How long an answer about the runs may be repeated, in milliseconds; a new or deleted run is seen after it. */
const longest = 2000;

/** Age from which an answer is still repeated but refreshed in the background, so that frequent callers never wait. */
const renewing = 500;

interface Reading {
  readonly begun: number;
  readonly runs: Promise<Run[]>;
}

/** The runs of the warehouse, read at most twice a second however many ask. */
export class RunDirectory {
  readonly #reader: Reader;
  readonly #now: () => number;
  #known: Reading | undefined;
  #renewal: Promise<void> | undefined;

  /** @param now - clock in milliseconds. @default performance.now */
  constructor(reader: Reader, now: () => number = () => performance.now()) {
    this.#reader = reader;
    this.#now = now;
  }

  /** Every run in every state, newest first. */
  list(): Promise<Run[]> {
    const age = this.#known === undefined ? Infinity : this.#now() - this.#known.begun;
    if (this.#known === undefined || age > longest) return this.#wait();
    if (age > renewing) this.renew();
    return this.#known.runs;
  }

  /** Reads, and makes all callers wait until then. */
  #wait(): Promise<Run[]> {
    const reading = this.#read();
    this.#known = reading;
    reading.runs.catch(() => {
      if (this.#known === reading) this.#known = undefined;
    });
    return reading.runs;
  }

  /** Reads in the background and replaces what is known when done; a failure is reported to the next waiting caller. */
  renew(): void {
    if (this.#renewal !== undefined) return;
    const reading = this.#read();
    this.#renewal = reading.runs
      .then(
        () => {
          if (this.#known === undefined || this.#known.begun < reading.begun) this.#known = reading;
        },
        () => undefined,
      )
      .finally(() => (this.#renewal = undefined));
  }

  /** Reads what was just changed here; no caller gets the old answer. */
  async readAgain(): Promise<void> {
    await this.#wait();
  }

  #read(): Reading {
    return { begun: this.#now(), runs: listRuns(this.#reader) };
  }

  /**
   * The run with the id, or whose id begins so; without one the run that {@link shown} names.
   *
   * @throws RUN_NOT_FOUND, AMBIGUOUS_RUN, NO_RUN_YET
   */
  async find(run?: string): Promise<Run> {
    if (run !== undefined) return runNamed(await this.list(), run) ?? findRun(this.#reader, run);
    const { shown } = await this.shown();
    if (shown === undefined) throw noRunYet();
    return shown;
  }

  /** The run that is shown by default, and a newer one where that is not the newest; see {@link shownRun}. */
  async shown(): Promise<{ readonly shown: Run | undefined; readonly newer: Run | undefined }> {
    const runs = await this.list();
    const heldOut = new Set(runs.flatMap(({ holdoutRuns }) => holdoutRuns));
    return shownRun(runs, ({ run }) => heldOut.has(run));
  }
}
