export { dataVersionOf } from './data-version.ts';
export { describeMarket, type MarketDescription } from './describe-market.ts';
export { loadCalendar, sessionsOf, symbolsOf } from './load-market.ts';
export type { RawMarket } from './raw-market.ts';
export { type MarketNeeds, readOtherFacts, readRawMarket } from './read-raw-market.ts';
export { dataFindings, type DataFinding } from './data-findings.ts';
export { type DataState, readDataState, type ReasonCount } from './data-state.ts';
