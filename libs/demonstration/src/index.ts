export type { DemonstrationOptions } from './options.ts';
export type { StockDesign } from './prices/design.ts';
export { demonstrationTruth, type BetaTruth, type DemonstrationTruth, type Truth } from './prices/truth.ts';
export { writeDemonstrationMarket, type DemonstrationMarket } from './write-demonstration-market.ts';
