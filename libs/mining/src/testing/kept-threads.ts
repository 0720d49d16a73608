import type { Executor } from '../local/executors.ts';
import type { LocalFacts } from '../local/local-market.ts';
import { SliceThreads } from '../local/slice-threads.ts';

/** Threads that stay when a run ends, for many runs one after the other: to start them takes longer than a small run. */
export class KeptThreads extends SliceThreads {
  override over(facts: LocalFacts): readonly Executor[] {
    return super.over(facts).map((thread) => ({
      run: (task) => thread.run(task),
      close: () => Promise.resolve(),
    }));
  }
}
