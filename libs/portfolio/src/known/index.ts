export { type FactorSet, factorSets } from './factor-sets.ts';
export { type Frequency } from './frequency.ts';
export { ingestKnownReturns, replayKnownReturns } from './ingest-known-returns.ts';
