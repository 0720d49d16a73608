import { note } from './output.ts';
import { progressBar, type Progress } from './progress.ts';

/** Steps of a long command, each with its share of the whole time as it was measured, in any unit. */
export type Stages = Readonly<Record<string, number>>;

/** Progress of a command that consists of stages: one bar from the first second to the last. */
export interface StagedProgress<Name extends string> {
  /** Begins a stage: what came before it counts as done. */
  enter(stage: Name): void;
  /** Sets how much of the stage is done. */
  readonly update: (done: number, total: number, what?: string) => void;
  /** Writes a line above the bar. */
  say(text: string): void;
  /** Removes the bar, so that something can be printed. */
  stop(): void;
}

/**
 * One bar over all stages; where standard error is not a terminal, a line for each stage, so that a log shows what goes
 * on.
 *
 * @param stages - in their order; the names are shown
 */
export function stagedProgress<const Names extends Stages>(
  stages: Names,
  bar: Progress = progressBar(),
  log: (text: string) => void = process.stderr.isTTY ? () => undefined : note,
): StagedProgress<keyof Names & string> {
  const whole = Object.values(stages).reduce((sum, weight) => sum + weight, 0);
  let [before, weight, name] = [0, 0, ''];
  return {
    enter(stage) {
      const names = Object.keys(stages);
      before = names.slice(0, names.indexOf(stage)).reduce((sum, each) => sum + (stages[each] as number), 0);
      [weight, name] = [stages[stage] as number, stage];
      log(`${stage} ...`);
      bar.update(before / whole, 1, name);
    },
    update(done, total, what = '') {
      const share = total > 0 ? Math.min(1, done / total) : 0;
      bar.update((before + weight * share) / whole, 1, what === '' ? name : `${name}: ${what}`);
    },
    say(text) {
      bar.stop();
      note(text);
    },
    stop: () => bar.stop(),
  };
}
