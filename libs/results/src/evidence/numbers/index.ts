export { numbersOf } from './number-entry.ts';
export { spanningNumbers, threeFactorNumbers } from './relation-numbers.ts';
export { returnNumbers } from './return-numbers.ts';
export { groupNumbers, horizonNumbers, slopeNumbers, tradingNumbers } from './signal-numbers.ts';
export {
  entryNumbers,
  exSelfNumbers,
  groupAlphaNumbers,
  type MeasuredGroupAlphas,
  sessionsBeforeEntry,
  twoPassNumbers,
} from './stock-numbers.ts';
export { summaryNumbersOf } from './summary-numbers-of.ts';
export { type MeasuredTrial, trialNumbers } from './trial-numbers.ts';
