export { type Days, periodNames, type SearchPeriods, usualPeriods } from './data/periods.ts';
export type { SearchMarket } from './data/search-market.ts';
export { discover, type DiscoverOptions, type ProposedFormula, type SearchRequest } from './discover.ts';
export type * from './gate/report.ts';
export { type FinalistVerdict, verdictOn } from './gate/verdict.ts';
export { expectedByLuck } from './gate/luck.ts';
export { inventMarket, type InventedOptions, type PlantedFormula } from './invented/invented-market.ts';
export { memoryOf } from './search/memory.ts';
export { inMemory, type EpochStore, type SearchProgress } from './search/run-search.ts';
