import { expect, test } from '@jest/globals';
import { sparkPoints } from './spark-line.ts';

test('a line begins at zero, and its highest and lowest values touch the edges', () => {
  const { points, zero } = sparkPoints([0.5, -0.5]);
  expect(points).toBe('0.0,8.0 28.0,1.5 56.0,14.5');
  expect(zero).toBe(8);
});

test('a factor that never moved is a flat line', () => {
  expect(sparkPoints([0, 0]).points).toBe('0.0,1.5 28.0,1.5 56.0,1.5');
});
