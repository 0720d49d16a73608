export type { ArrayOutcome, Fleet } from './fleet.ts';
export { inventedPlan, type PlannedSize } from './invented-plan.ts';
export { runArray } from './run-array.ts';
