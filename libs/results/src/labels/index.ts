export { deleteRun, rowsOfRun } from './delete-run.ts';
export { type DeletionEffects, readDeletionEffects } from './deletion-effects.ts';
export { runGoesOn } from './errors.ts';
export { readLooks } from './holdout-looks.ts';
export { readRunLabels, type RunLabel, RunLabels } from './run-labels.ts';
export { shownRun } from './shown-run.ts';
export { checkedLabels, type LabelChange, labelRun, longestName } from './write-labels.ts';
