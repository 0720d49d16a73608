/** What the warehouse keeps of searches, for readers that do not search. */
export { binWidth } from '../gate/bins.ts';
export { expectedByLuck } from '../gate/luck.ts';
export type { Finalist, LockboxEvidence, SearchReport } from '../gate/report.ts';
export { type FinalistVerdict, verdictOn } from '../gate/verdict.ts';
export { readIslands, type IslandEpoch } from './island-epochs.ts';
export { listOpenings, type Opening } from './lockbox-ledger.ts';
export { findSearch, listSearches, type SearchRecord } from './search-records.ts';
