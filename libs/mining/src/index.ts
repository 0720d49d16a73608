export { defaultUniverse, isUniverseFile } from '@fm/market';
export { relationsOf } from './compute/relations.ts';
export { readRequest, type RequestText } from './request/request.ts';
export { countAgain } from './count-trials.ts';
export { openHoldout, type RunWithHoldout } from './open-holdout.ts';
export { resumeRun } from './resume-run.ts';
export { planRun, type RunPlan } from './request/plan.ts';
export { beginRun, failRun, finishRun, hasSucceeded, mine, type MineOptions, type RunOptions } from './run.ts';
export type { LocalOptions, RunProgress } from './local/run-locally.ts';
export * from './records/index.ts';
export { runSlice, runSlices, type SliceContext } from './slices/run-slices.ts';
export { arraySize, batchesOfJob } from './slices/array-job.ts';
export { planBatches } from './slices/plan-batches.ts';
export { planSlices } from './slices/plan-slices.ts';
export type {
  BatchList,
  BatchPlan,
  Slice,
  SliceBatch,
  SliceCost,
  SliceList,
  SliceOutput,
  SlicePlan,
  SliceStage,
  Span,
} from './slices/slice.ts';
export { QuickLooks, type QuickLook } from './look/quick-look.ts';
export { verifyOnWarehouse } from './verify/verify-warehouse.ts';
export type { Verification, Violation } from './verify/verify-factor.ts';
export { requestOf, type WorkflowInput } from './workflow/request-of.ts';
export { interrupted } from './errors.ts';
