export { type FactorSet, factorSets, usualName } from './factor-sets.ts';
export { type Frequency, periodsPerYear } from './frequency.ts';
export { ingestKnownReturns, type KnownReturnsSummary, replayKnownReturns } from './ingest-known-returns.ts';
export { parseKnownReturns, type Unit } from './parse-known-returns.ts';
export { type KnownFactors, readKnownFactors } from './read-known-factors.ts';
