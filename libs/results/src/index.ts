export { canonicalJson } from './canonical-json.ts';
export type { Coverage, Drop, DropReason } from './coverage.ts';
export type { DateRange, RangeOfSessions } from './date-range.ts';
export type { LegStudy } from './evidence/leg-study.ts';
export { reasonText } from './evidence/reason-texts.ts';
export type { FactorRelation, ReturnSeries } from './evidence/relation-records.ts';
export { type JudgedSummary, type Verdict, verdictsOf } from './evidence/verdict.ts';
export {
  type FactorResult,
  type FactorSummary,
  type StockColumns,
  stockDropReasons,
  type StockResult,
  type StockStatistic,
  stockStatistics,
} from './results.ts';
export { runNamed } from './run-named.ts';
export type { RunRequest, Treatment } from './run-request.ts';
export type { FactorReturns } from './series.ts';
