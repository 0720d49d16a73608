export {
  cutReturns,
  readRunReturns,
  type RelationsOfRange,
  storeRelations,
  type StudiesOfRange,
} from './store-evidence.ts';
export { storeFactorReturns, storeTested, summaryRow } from './store-results.ts';
export { firstValues, readFactorValues, storeFactorValues } from './store-values.ts';
