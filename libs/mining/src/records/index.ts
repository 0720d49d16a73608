export { explainFailure } from './explain-failure.ts';
export { closeLostAttempts } from './lost-attempts.ts';
export {
  doneSliceIds,
  openSliceIds,
  readAttempts,
  readSlices,
  type AttemptRecord,
  type SliceRecord,
} from './read-records.ts';
export { RunStateRecord, type RunFacts } from './run-record.ts';
export { SliceRecords, type PlannedSlice, type RecordOptions } from './slice-records.ts';
export type { SliceAttempt, SliceCounts } from './slice-attempt.ts';
export type { AttemptState, RunState, SliceState } from './states.ts';
export { listRunOverviews, readRunOverview, type RunOverview } from './read-runs.ts';
