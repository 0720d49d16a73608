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
export { SliceRecords } from './slice-records.ts';
export { listRunOverviews, readRunOverview, type RunOverview } from './read-runs.ts';
