import type { Run } from '../api/schemas.ts';
import { noRunYet } from '../errors.ts';
import type { Reader } from './reader.ts';
import { findRun, listRuns } from './runs.ts';

/** How long an answer about the runs may be repeated; a new or deleted run is seen after it. */
const milliseconds = 1000;

/** The runs of the warehouse, read at most once a second however many ask. */
export class RunDirectory {
  readonly #reader: Reader;
  #read: { readonly at: number; readonly runs: Promise<Run[]> } | undefined;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Every run in every state, newest first. */
  list(): Promise<Run[]> {
    const now = performance.now();
    if (this.#read === undefined || now - this.#read.at > milliseconds) {
      const runs = listRuns(this.#reader);
      runs.catch(() => (this.#read = undefined));
      this.#read = { at: now, runs };
    }
    return this.#read.runs;
  }

  /**
   * The named run, or without a name the latest complete one.
   *
   * @throws RUN_NOT_FOUND, NO_RUN_YET
   */
  async find(run?: string): Promise<Run> {
    const runs = await this.list();
    const found = runs.find((each) => (run === undefined ? each.status === 'succeeded' : each.run === run));
    if (found !== undefined) return found;
    if (run === undefined) throw noRunYet();
    return findRun(this.#reader, run);
  }
}
