import { availableParallelism } from 'node:os';
import { expect, test } from '@jest/globals';
import { readRequest } from '../request/request.ts';
import { inventedPlan, weekdaysOfYears } from '../simulation/invented-plan.ts';
import { planSlices } from '../slices/plan-slices.ts';
import { defaultJobs } from './default-jobs.ts';

const jobsOf = (stocks: number, years: number): number => {
  const plan = inventedPlan({ stocks, ...weekdaysOfYears(years) });
  return defaultJobs(planSlices(readRequest({ factors: 'RSI14,ROC20' }), plan));
};

test('little work is done in one thread, much of it in one for each processor, but in no more than four', () => {
  expect(jobsOf(5, 1)).toBe(1);
  expect(jobsOf(600, 9)).toBe(1);
  expect(jobsOf(3000, 20)).toBe(Math.min(4, availableParallelism()));
});
