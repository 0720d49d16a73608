export type { ArrayOutcome, Fleet } from './fleet.ts';
export { inventedPlan, weekdaysOfYears, type InventedRun } from './invented-plan.ts';
export { runArray, sharesOf } from './run-array.ts';
