import { expect, test } from '@jest/globals';
import { intervalOf } from './interval.ts';

test('an interval reaches as many standard errors as the degrees of freedom ask for', () => {
  // Quantiles of Student's t at 0.975: 12.706 of one degree of freedom, 2.776 of four, 1.998 of 64.
  for (const [degrees, quantile] of [
    [1, 12.7062],
    [4, 2.7764],
    [64, 1.9977],
  ] as const) {
    const { low, high } = intervalOf({ mean: 0.02, tStat: -2, degrees });
    expect(low).toBeCloseTo(0.02 - quantile * 0.01, 5);
    expect(high).toBeCloseTo(0.02 + quantile * 0.01, 5);
  }
});

test('a mean without a test has no interval', () => {
  const none = { low: null, high: null };
  expect(intervalOf({ mean: 0.02, tStat: null, degrees: null })).toEqual(none);
  expect(intervalOf({ mean: 0.02, tStat: 2, degrees: null })).toEqual(none);
  expect(intervalOf({ mean: 0, tStat: 0, degrees: 4 })).toEqual(none);
});
