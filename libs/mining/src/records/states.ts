import { lastingVersion, nextVersion } from '@fm/warehouse';

/** State of a run. */
export type RunState = 'planned' | 'running' | 'succeeded' | 'failed';

/** State of a slice; `superseded` when the run was cut again before the slice was done. */
export type SliceState = RunState | 'superseded';

/** State of an attempt at a slice. */
export type AttemptState = 'running' | 'succeeded' | 'failed';

/**
 * Version of a row in a state: the newest wins, but nothing wins over a success. So a second delivery that starts or
 * fails late can never undo what is done.
 */
export function stateVersion(state: SliceState): bigint {
  return state === 'succeeded' ? lastingVersion() : nextVersion();
}

const longestError = 4000;

/** An error text as stored: complete, unless it is longer than a person reads. */
export function errorText(text: string): string {
  return text.length <= longestError ? text : `${text.slice(0, longestError)}...`;
}
