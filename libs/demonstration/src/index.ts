export { demonstrationTruth, type DemonstrationTruth } from './prices/truth.ts';
export { writeDemonstrationMarket, type DemonstrationMarket } from './write-demonstration-market.ts';
