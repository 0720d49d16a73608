export { type Belief, beliefRules, beliefs, countBeliefs, isBelieved } from './beliefs.ts';
export { netOfHolder, type PremiumAndCost, type Side, sideOf, withHolderNet } from './holder.ts';
export { daysBetween, longestRange, type RangeDates } from './longest-range.ts';
export { statisticSections, statisticText, type StatisticText } from './statistic-texts.ts';
