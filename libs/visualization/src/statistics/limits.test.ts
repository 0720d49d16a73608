import { expect, test } from '@jest/globals';
import { significanceLimits } from './limits.ts';

test('gives 1.96 for one trial and the Bonferroni limit for many', () => {
  expect(significanceLimits(1).plain).toBeCloseTo(1.959964, 6);
  expect(significanceLimits(1).adjusted).toBe(significanceLimits(1).plain);
  expect(significanceLimits(100).adjusted).toBeCloseTo(3.480756, 6);
});

test('treats a run without trials as one test', () => {
  expect(significanceLimits(0).adjusted).toBe(significanceLimits(1).plain);
});
