export { compareFactor } from './compare/compare-factor.ts';
export { type ComparedRun, compareRun, type CompareRequest } from './compare/compare-run.ts';
export { type Comparison, type JointComparison, type RunComparison } from './compare/compare-with-known.ts';
export { type DatedReturns } from './compare/on-known-dates.ts';
