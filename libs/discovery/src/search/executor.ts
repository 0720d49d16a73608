import { EpochRunner, type EpochContext, type EpochResult, type EpochTask } from './epoch.ts';

/** Performs islands and epochs, several at once. */
export interface EpochExecutor {
  readonly places: number;
  run(task: EpochTask, place: number): Promise<EpochResult>;
  close(): Promise<void>;
}

/** Performs them one after the other in the calling thread. */
export function inThisThread(context: EpochContext): EpochExecutor {
  const runner = new EpochRunner(context);
  return { places: 1, run: (task) => Promise.resolve(runner.run(task)), close: () => Promise.resolve() };
}
