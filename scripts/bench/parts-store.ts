import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** A part of a cell that was simulated: samples (or seeds) from `first` on, and what was counted. */
export interface Part<Counts> {
  readonly cell: string;
  readonly first: number;
  readonly samples: number;
  readonly counts: Counts;
}

/** Keeps what was simulated, so that a bench that was stopped continues and machines can share its cells. */
export interface PartsStore {
  /** The kept counts of a part; undefined where there are none. */
  find<Counts>(cell: string, first: number, samples: number): Counts | undefined;
  /** Keeps the counts of a part and returns them. */
  keep<Counts>(cell: string, first: number, samples: number, counts: Counts): Counts;
  /** The counts of a part: kept ones where there are any, else those of `simulate`, which are kept. */
  once<Counts>(cell: string, first: number, samples: number, simulate: () => Counts): Counts;
}

/**
 * Parts in a file of JSON lines; without a file nothing is kept. Files of several machines can be joined by `cat`; of a part
 * that is in one twice the first counts, and a line that was cut off is simulated again.
 */
export function openParts(file: string | undefined): PartsStore {
  const known = new Map<string, unknown>();
  const keyOf = (cell: string, first: number, samples: number): string => JSON.stringify([cell, first, samples]);
  const lines = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  for (const line of lines) {
    const part = partOf(line);
    if (part === undefined) continue;
    const key = keyOf(part.cell, part.first, part.samples);
    if (!known.has(key)) known.set(key, part.counts);
  }
  const isCut = lines.length > 0 && lines.at(-1) !== '';
  if (file !== undefined && isCut) appendFileSync(file, '\n');
  const find = <Counts>(cell: string, first: number, samples: number): Counts | undefined =>
    known.get(keyOf(cell, first, samples)) as Counts | undefined;
  const keep = <Counts>(cell: string, first: number, samples: number, counts: Counts): Counts => {
    known.set(keyOf(cell, first, samples), counts);
    if (file !== undefined) appendFileSync(file, `${JSON.stringify({ cell, first, samples, counts })}\n`);
    return counts;
  };
  return {
    ...{ find, keep },
    once: (cell, first, samples, simulate) => find(cell, first, samples) ?? keep(cell, first, samples, simulate()),
  };
}

function partOf(line: string): Part<unknown> | undefined {
  try {
    return line === '' ? undefined : (JSON.parse(line) as Part<unknown>);
  } catch {
    return undefined;
  }
}
