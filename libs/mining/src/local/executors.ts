import { marketOf } from '@fm/market';
import type { LocalFacts } from './local-market.ts';
import { performLocally, type LocalOutcome, type LocalTask } from './local-slice.ts';

/** Something that performs one slice at a time. */
export interface Executor {
  run(task: LocalTask): Promise<LocalOutcome>;
  /** Ends it; a slice under way is given up. */
  close(): Promise<void>;
}

/** Performs slices in this thread. */
export function inlineExecutor(facts: LocalFacts): Executor {
  const market = marketOf(facts.parts);
  return {
    run: async (task) => {
      // Signals and the progress bar have their turn between two slices.
      await new Promise((resolve) => setImmediate(resolve));
      return performLocally(market, facts, task);
    },
    close: () => Promise.resolve(),
  };
}
