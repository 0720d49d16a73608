export { changesBetween, reportLines, type DayReport } from './changes-between-days.ts';
export { checkDay, leastShare, notMinedReason, type DayCheck } from './check-day.ts';
export { DayReports, sourceOutcomes, storedDayReport } from './day-reports.ts';
export { readKnownState, type KnownState } from './known-state.ts';
export { latePrices } from './price-freshness.ts';
export { outcomeOf, type SourceOutcome } from './source-outcome.ts';
