import type { Elite } from './archive.ts';
import type { EpochResult } from './epoch.ts';
import type { EpochExecutor } from './executor.ts';
import type { SearchPlan } from './plan.ts';

/** Where finished islands and epochs are kept; what was kept is never performed again. */
export interface EpochStore {
  read(): Promise<readonly EpochResult[]>;
  write(result: EpochResult): Promise<void>;
}

/** Progress of a search. */
export interface SearchProgress {
  /** Islands x epochs that are done, and all of them. */
  readonly done: number;
  readonly total: number;
  /** Trials so far, and those of this process. */
  readonly trials: number;
  readonly trialsNow: number;
  readonly best: Elite | undefined;
}

export interface RunSearchOptions {
  readonly store: EpochStore;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SearchProgress) => void;
  /** Order in which the islands of an epoch are taken; no result depends on it. @default ascending */
  readonly order?: (islands: readonly number[]) => readonly number[];
}

/** Elites that an island sends to the next. */
const emigrants = 4;

/**
 * Performs all islands and epochs that are not kept yet. Island i in epoch e depends on its own elites and the best four of
 * island i - 1 after epoch e - 1, and on what any island has tried by then, so neither the number of threads nor the
 * order of islands nor where a search was killed changes a bit.
 */
export async function runSearch(
  plan: SearchPlan,
  executor: EpochExecutor,
  { store, signal, onProgress, order = (islands) => islands }: RunSearchOptions,
): Promise<readonly EpochResult[]> {
  const known = new Map((await store.read()).map((result) => [keyOf(result), result]));
  const all: EpochResult[] = [];
  let trialsNow = 0;
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    const before = all.slice(-plan.islands);
    const seen = Float64Array.from(new Set(all.flatMap(({ hashes }) => hashes)));
    const islands = order(Array.from({ length: plan.islands }, (_, island) => island));
    const results = new Map<number, EpochResult>();
    const left = [...islands].reverse();
    const work = async (place: number): Promise<void> => {
      for (let island = left.pop(); island !== undefined; island = left.pop()) {
        signal?.throwIfAborted();
        const kept = known.get(keyOf({ island, epoch }));
        const neighbour = before[(island + plan.islands - 1) % plan.islands];
        const task = {
          ...{ island, epoch, seen },
          elites: before[island]?.elites ?? [],
          immigrants: neighbour?.elites.slice(0, emigrants) ?? [],
        };
        const result = kept ?? (await executor.run(task, place));
        if (kept === undefined) {
          await store.write(result);
          trialsNow += result.counts.evaluated;
        }
        results.set(island, result);
        onProgress?.(progressOf(plan, [...all, ...results.values()], trialsNow));
      }
    };
    await Promise.all(Array.from({ length: executor.places }, (_, place) => work(place)));
    all.push(...[...results.values()].sort((a, b) => a.island - b.island));
  }
  return all;
}

function keyOf({ island, epoch }: Pick<EpochResult, 'island' | 'epoch'>): string {
  return `${epoch}:${island}`;
}

function progressOf(plan: SearchPlan, results: readonly EpochResult[], trialsNow: number): SearchProgress {
  const best = results
    .map(({ elites }) => elites.reduce<Elite | undefined>(largerT, undefined))
    .reduce(largerT, undefined);
  const trials = results.reduce((sum, { counts }) => sum + counts.evaluated, 0);
  return { done: results.length, total: plan.islands * plan.epochs, trials, trialsNow, best };
}

function largerT(a: Elite | undefined, b: Elite | undefined): Elite | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.abs(b.t) > Math.abs(a.t) ? b : a;
}

/** Keeps epochs in memory, for tests and simulations. */
export function inMemory(results: EpochResult[] = []): EpochStore {
  return {
    read: () => Promise.resolve([...results]),
    write: (result) => {
      results.push(result);
      return Promise.resolve();
    },
  };
}
