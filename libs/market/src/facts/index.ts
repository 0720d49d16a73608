export { dataVersionOf } from './data-version.ts';
export { describeMarket, type MarketDescription } from './describe-market.ts';
export { loadCalendar, sessionsOf, symbolsOf } from './load-market.ts';
export { mapColumns, type RawMarket, type RawPrices } from './raw-market.ts';
export {
  type MarketNeeds,
  type RawFactsOfMarket,
  readOtherFacts,
  readPrices,
  readRawFacts,
  readRawMarket,
} from './read-raw-market.ts';
export { partOfFacts, partOfPrices } from './stored-parts.ts';
export { dataFindings, type DataFinding } from './data-findings.ts';
export { type DataState, readDataState, type ReasonCount } from './data-state.ts';
