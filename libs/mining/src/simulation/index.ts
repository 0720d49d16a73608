export type { ArrayOutcome, Fleet } from './fleet.ts';
export { inventedPlan, weekdaysOfYears, type InventedRun } from './invented-plan.ts';
export { runArray } from './run-array.ts';
