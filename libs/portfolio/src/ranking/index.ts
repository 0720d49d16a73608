export { type FactorRanking, readFactorRanking } from './read-ranking.ts';
export { type RangeRanking, rankingOfRange, type TestedCoefficient } from './ranking-of-range.ts';
