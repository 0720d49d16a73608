export {
  adjustedP,
  type Belief,
  beliefRules,
  beliefs,
  countBeliefs,
  deflatedSharpe,
  survivesTrials,
} from './beliefs.ts';
export { withCalibratedTests } from './calibrated-tests.ts';
export { counted } from './counted.ts';
export { decayText, type FactorDecay, isBelieved } from './decay-texts.ts';
export { holdoutState } from './holdout-state.ts';
export { byOlderRules, ledgerSize, ledgerText } from './ledger-texts.ts';
export { netOfHolder, type PremiumAndCost, type Side, sideOf, withHolderNet } from './holder.ts';
export { daysBetween, judgedRange, type RangeDates } from './judged-range.ts';
export { statisticSections, type StatisticText } from './numbers/number-entry.ts';
export { statisticPatterns, statisticsOfSeries, statisticText } from './statistic-texts.ts';
export { summaryNumberEntries, type SummaryNumberName, type SummaryNumbers } from './summary-numbers.ts';
export { whyUntested } from './untested.ts';
