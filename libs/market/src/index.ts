export { rowsOfSessions, sessionDays } from './inputs/prices.ts';
export { assembleMarket, marketOf } from './panels/assemble-market.ts';
export { marketParts, type MarketParts } from './panels/market-parts.ts';
export { marketReturn } from './panels/market-return.ts';
export type { Market } from './panels/market.ts';
export { returnColumns } from './panels/return-columns.ts';
export { type Cut, perturbFuture, seeded, shuffled, since, truncated, withSymbols } from './perturb/perturb-market.ts';
export { splitLater } from './perturb/perturb-splits.ts';
export { defaultUniverse, isUniverseFile, readUniverse, type Universe } from './universe.ts';
