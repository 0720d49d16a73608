import { expect, test } from '@jest/globals';
import { binomialInterval } from './binomial-interval.ts';

test('the ends of an interval are the shares that are just not rejected', () => {
  const [count, trials, z] = [9, 60, 1.959963984540054];
  const { low, high } = binomialInterval(count, trials);
  for (const share of [low, high]) {
    const error = Math.sqrt((share * (1 - share)) / trials);
    expect(Math.abs(count / trials - share) / error).toBeCloseTo(z, 8);
  }
  expect(low).toBeLessThan(count / trials);
  expect(high).toBeGreaterThan(count / trials);
});

test('an interval stays between 0 and 1, and is all of it without trials', () => {
  expect(binomialInterval(0, 20).low).toBe(0);
  expect(binomialInterval(20, 20).high).toBe(1);
  expect(binomialInterval(0, 20).high).toBeGreaterThan(0.1);
  expect(binomialInterval(0, 0)).toEqual({ low: 0, high: 1 });
});
