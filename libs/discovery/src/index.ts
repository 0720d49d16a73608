export { type Days, periodNames, usualPeriods } from './data/periods.ts';
export type { SearchMarket } from './data/search-market.ts';
export { discover, type SearchRequest } from './discover.ts';
export type * from './gate/report.ts';
export { verdictOn } from './gate/verdict.ts';
export { expectedByLuck } from './gate/luck.ts';
export { inventMarket, type InventedOptions } from './invented/invented-market.ts';
export { memoryOf } from './search/memory.ts';
export { inMemory, type SearchProgress } from './search/run-search.ts';
