export { readCandidates } from '../data/read-candidates.ts';
export { readSearchMarket, type MarketRequest } from '../data/read-market.ts';
export { listOpenings, openingOf, type Opening } from './lockbox-ledger.ts';
export { placebosOf } from './placebo-records.ts';
export { openLockbox, runDiscovery, type DiscoveryOptions } from './run-discovery.ts';
export { runPlacebos } from './run-placebos.ts';
export { findSearch, listSearches, type SearchRecord } from './search-records.ts';
