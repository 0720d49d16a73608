export { ingestPrices, type IngestOptions, type IngestProgress, type IngestSummary } from './ingest-prices.ts';
export type { FileResult } from './load/file-result.ts';
export type { DropReason } from './model/parsed.ts';
export type { Problem, ProblemCode } from './model/problems.ts';
export { markerName as syntheticMarkerName } from './files/synthetic-marker.ts';
export { adjustPrices, type AdjustedPrices, type AdjustmentEvent } from './adjust-prices.ts';
export { replayQuarantined, type ReplayOptions, type ReplayResult } from './replay-quarantined.ts';
export {
  collectPrices,
  type CollectPricesOptions,
  type CollectPricesSummary,
  type ProviderFailure,
  type SymbolOutcome,
} from './collect/collect-prices.ts';
export { loadPriceObject, type LoadedPrices } from './collect/load-price-object.ts';
export type { ProviderName } from './collect/provider.ts';
export { ingestRiskFree, type RiskFreeSummary } from './risk-free/ingest-risk-free.ts';
export { ingestActions, type ActionsSummary, type IngestActionsOptions } from './actions/ingest-actions.ts';
export { replayActions } from './actions/replay-actions.ts';
export {
  ingestDelistings,
  replayDelisting,
  type DelistingsSummary,
  type IngestDelistingsOptions,
} from './delistings/ingest-delistings.ts';
export {
  ingestShortInterest,
  replayShortInterest,
  type ShortInterestSummary,
} from './short-interest/ingest-short-interest.ts';
export { replayRate } from './risk-free/replay-rate.ts';
export { ingestGroups, replayGroups, type GroupsSummary, type IngestGroupsOptions } from './groups/ingest-groups.ts';
export {
  ingestValues,
  replayValues,
  type IngestValuesOptions,
  type ValuesRead,
  type ValuesSummary,
} from './values/ingest-values.ts';
export { closeKinds, type CloseKind } from './model/close-kind.ts';
