export { readCandidates } from '../data/read-candidates.ts';
export { readSearchMarket, type MarketRequest } from '../data/read-market.ts';
export { listOpenings, openingOf, type Opening } from './lockbox-ledger.ts';
export { openLockbox, runDiscovery, type DiscoveryOptions } from './run-discovery.ts';
export { findSearch, listSearches, type SearchRecord } from './search-records.ts';
