import { marketOf } from '@fm/market';
import type { LocalFacts } from './local-market.ts';
import { performLocally, type LocalOutcome, type LocalTask } from './local-slice.ts';

/** Something that performs one slice at a time. */
export interface Executor {
  run(task: LocalTask): Promise<LocalOutcome>;
  /** Stops it; a slice in progress is abandoned. */
  close(): Promise<void>;
}

/** Performs slices in this thread. */
export function inlineExecutor(facts: LocalFacts): Executor {
  const market = marketOf(facts.parts);
  return {
    run: async (task) => {
      // Lets signals and the progress bar run between two slices.
      await new Promise((resolve) => setImmediate(resolve));
      return performLocally(market, facts, task);
    },
    close: () => Promise.resolve(),
  };
}
