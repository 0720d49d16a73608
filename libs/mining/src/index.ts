export type { Coverage, Drop, DropReason } from './coverage.ts';
export { readEvidence, type FactorEvidence } from './evidence/read-evidence.ts';
export { reasonText } from './evidence/reason-texts.ts';
export { statisticSections, statisticText, type StatisticText } from './evidence/statistic-texts.ts';
export { netOnPayingSide, verdictsOf, type Belief, type Verdict } from './evidence/verdict.ts';
export { exportNames, exportRun, type ExportName } from './export-run.ts';
export { isCalendarDate, parseRanges, type DateRange } from './ranges.ts';
export { findRun, listRuns, readResults, readSummaries, type RunRecord, type RunResults } from './read-results.ts';
export { readRequest, withoutCut, type RequestText, type RunRequest, type Weighting } from './request.ts';
export { resultHashes, resultTables } from './result-hashes.ts';
export type { FactorSummary, StockResult } from './results.ts';
export { planRun, type RunPlan } from './plan.ts';
export {
  beginRun,
  failRun,
  finishRun,
  hasSucceeded,
  mine,
  type MineOptions,
  type RunOptions,
  type RunProgress,
} from './run.ts';
export * from './records/index.ts';
export { runSlice, type SliceContext } from './slices.ts';
export { arraySize, slicesOfJob } from './slices/array-job.ts';
export { planSlices } from './slices/plan-slices.ts';
export type { Slice, SliceCost, SliceList, SliceOutput, SlicePlan, SliceStage, Span } from './slices/slice.ts';
export { verifyOnWarehouse } from './verify-warehouse.ts';
export type { Verification, Violation } from './verify-factor.ts';
export { requestOf, type WorkflowInput } from './workflow/request-of.ts';
