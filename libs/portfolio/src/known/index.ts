export { type FactorSet, factorSets } from './factor-sets.ts';
export { type Frequency } from './frequency.ts';
export { ingestKnownReturns, type KnownReturnsSummary, replayKnownReturns } from './ingest-known-returns.ts';
export { type Unit } from './parse-known-returns.ts';
export { type KnownFactors } from './read-known-factors.ts';
