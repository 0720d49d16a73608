/** What the warehouse keeps of searches, for readers that do not search. */
export { binWidth } from '../gate/bins.ts';
export type { Finalist, SearchReport } from '../gate/report.ts';
export { verdictOn } from '../gate/verdict.ts';
export { readIslands } from './island-epochs.ts';
export { listOpenings } from './lockbox-ledger.ts';
export { placebosOf } from './placebo-records.ts';
export { findSearch, listSearches, type SearchRecord } from './search-records.ts';
