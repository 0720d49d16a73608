export { compareFactor } from './compare/compare-factor.ts';
export { type ComparedRun, compareRun } from './compare/compare-run.ts';
export { type Comparison, type RunComparison } from './compare/compare-with-known.ts';
