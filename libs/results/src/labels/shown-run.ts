import type { RunLabel } from './run-labels.ts';

/** What decides which run is shown by default. */
export interface Showable extends Pick<RunLabel, 'pinned' | 'archived'> {
  readonly status: string;
  /** Factors with a premium in it. */
  readonly trials: number;
}

/**
 * The run that is shown by default: the pinned one, else the newest complete one that is neither archived nor the
 * hold-out of another. A run without a trial is the newest only if there is no other.
 *
 * @param newestFirst - every run
 * @param isHoldout - whether a run mined the hold-out of another, beside which it is shown
 * @returns it, and the newest where that is another; both undefined where no run can be shown
 */
export function shownRun<Run extends Showable>(
  newestFirst: readonly Run[],
  isHoldout: (run: Run) => boolean,
): { readonly shown: Run | undefined; readonly newer: Run | undefined } {
  const complete = newestFirst.filter(({ status, archived }) => status === 'succeeded' && !archived);
  const own = complete.filter((run) => !isHoldout(run));
  const newest = own.find(({ trials }) => trials > 0) ?? own[0];
  const shown = complete.find(({ pinned }) => pinned) ?? newest;
  return { shown, newer: newest === shown ? undefined : newest };
}
