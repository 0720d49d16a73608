import type { FactorPanels } from './factor-panels.ts';
import type { Reader } from './reader.ts';
import type { Run, SummaryRow } from '../api/schemas.ts';
import { readSummaries } from './summaries.ts';

/** Runs, and factors, kept in memory; each is a few hundred kilobytes to a few megabytes. */
const capacity = 8;

/**
 * Summaries by run. The results of a complete run never change, so they are read once; a run that is still going is
 * read every time.
 */
export class RunCache {
  readonly #reader: Reader;
  readonly #summaries = new Map<string, Promise<SummaryRow[]>>();
  readonly #panels = new Map<string, Promise<FactorPanels>>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  summaries(run: Run): Promise<SummaryRow[]> {
    return this.#once(this.#summaries, run, '', () => readSummaries(this.#reader, run.run));
  }

  /** Panels of a factor, which cost a second to read for a long run. */
  panels(run: Run, factor: string, read: () => Promise<FactorPanels>): Promise<FactorPanels> {
    return this.#once(this.#panels, run, factor, read);
  }

  #once<Value>(kept: Map<string, Promise<Value>>, run: Run, part: string, read: () => Promise<Value>): Promise<Value> {
    if (run.status !== 'succeeded') return read();
    const key = JSON.stringify([run.run, run.version, part]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const reading = read();
    kept.set(key, reading);
    reading.catch(() => kept.delete(key));
    if (kept.size > capacity) kept.delete(kept.keys().next().value as string);
    return reading;
  }
}
