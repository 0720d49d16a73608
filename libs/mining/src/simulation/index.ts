export type { Fleet } from './fleet.ts';
export { inventedPlan, weekdaysOfYears } from './invented-plan.ts';
export { runArray, sharesOf } from './run-array.ts';
