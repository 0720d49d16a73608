export { beliefRules, beliefs, countBeliefs, isBelieved, type Belief } from './beliefs.ts';
export { daysBetween, longestRange, type RangeDates } from './longest-range.ts';
export { netOnPayingSide, type PremiumAndCost } from './paying-side.ts';
export { statisticSections, statisticText, type StatisticText } from './statistic-texts.ts';
