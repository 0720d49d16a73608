import type { PartsStore } from '../parts-store.ts';

/** Which searches of a part are wanted, and how long new ones may begin. */
export interface Wanted {
  /** Identity of the part: its name and everything that decides an outcome besides the seed. */
  readonly cell: string;
  readonly first: number;
  readonly seeds: number;
  /** Whether there is time for one more search. */
  readonly timeLeft: () => boolean;
  readonly onSearch?: (seed: number, outcome: unknown) => void;
}

/** Outcomes of the seeds that are there, in the order of seeds, and the processor time of those that were searched now. */
export interface Collected<Outcome> {
  readonly outcomes: readonly Outcome[];
  /** Seeds that were asked for. */
  readonly wanted: number;
  /** Those that were searched in this sitting. */
  readonly searched: number;
  readonly processorSeconds: number;
}

/**
 * Collects one outcome a seed: kept ones are read, others are searched while there is time and kept at once, so that many
 * seeds can be collected over several sittings.
 */
export async function collect<Outcome>(
  store: PartsStore,
  { cell, first, seeds, timeLeft, onSearch }: Wanted,
  search: (seed: number) => Promise<Outcome>,
): Promise<Collected<Outcome>> {
  const outcomes: Outcome[] = [];
  const before = process.cpuUsage();
  let searched = 0;
  for (let seed = first; seed < first + seeds; seed++) {
    let outcome = store.find<Outcome>(cell, seed, 1);
    if (outcome === undefined && timeLeft()) {
      outcome = store.keep(cell, seed, 1, await search(seed));
      searched++;
      onSearch?.(seed, outcome);
    }
    if (outcome !== undefined) outcomes.push(outcome);
  }
  const { user, system } = process.cpuUsage(before);
  return { outcomes, wanted: seeds, searched, processorSeconds: (user + system) / 1e6 };
}
