import type { Reader } from './reader.ts';
import type { Run, SummaryRow } from '../api/schemas.ts';
import { readSummaries } from './summaries.ts';

/** Complete runs kept in memory; a run is a few hundred kilobytes. */
const capacity = 8;

/**
 * Summaries by run. The results of a complete run never change, so they are read once; a run that is still going is
 * read every time.
 */
export class RunCache {
  readonly #reader: Reader;
  readonly #kept = new Map<string, Promise<SummaryRow[]>>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  async summaries(run: Run): Promise<SummaryRow[]> {
    if (run.status !== 'succeeded') return readSummaries(this.#reader, run.run);
    const key = `${run.run} ${run.version}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const reading = readSummaries(this.#reader, run.run);
    this.#kept.set(key, reading);
    reading.catch(() => this.#kept.delete(key));
    if (this.#kept.size > capacity) this.#kept.delete(this.#kept.keys().next().value as string);
    return reading;
  }
}
