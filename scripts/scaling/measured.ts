import { readFileSync } from 'node:fs';

/** What `measure.ts` measures; seconds are of processor time on one core. */
export interface Measured {
  readonly node: string;
  /** Memory of a process before it does anything. */
  readonly programBytes: number;
  /** Making some ten thousand slices. */
  readonly planning: { readonly slices: number; readonly seconds: number; readonly bytes: number };
  /** Rows of prices into the warehouse. */
  readonly insertRowsPerSecond: number;
  /** Inserts of one row each. */
  readonly smallInsertsPerSecond: number;
  /** Bytes of prices out of the warehouse, newest rows only. */
  readonly readBytesPerSecond: number;
  /** Bytes on disk, compressed. */
  readonly storedBytes: {
    readonly priceRow: number;
    readonly factorValue: number;
    readonly stockResult: number;
    readonly sliceRow: number;
  };
  /** What slices took: a time for each, and a multiple of what the planner expects of its cells. */
  readonly compute: { readonly sliceSeconds: number; readonly timesPlanned: number };
  readonly test: { readonly sliceSeconds: number; readonly timesPlanned: number };
}

/** What `measure.ts` printed when the document was last brought up to date. */
export function lastMeasured(): Measured {
  return JSON.parse(readFileSync(new URL('measured.json', import.meta.url), 'utf8')) as Measured;
}
