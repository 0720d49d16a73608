export { beliefRules, beliefs, countBeliefs, isBelieved, type Belief } from './beliefs.ts';
export { daysBetween, longestRange, type RangeDates } from './longest-range.ts';
export { netOfHolder, sideOf, withHolderNet, type PremiumAndCost, type Side } from './holder.ts';
export { statisticSections, statisticText, type StatisticText } from './statistic-texts.ts';
