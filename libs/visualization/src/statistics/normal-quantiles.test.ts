import { expect, test } from '@jest/globals';
import { normalQuantiles } from './normal-quantiles.ts';

test('puts the median of symmetric values on the line', () => {
  const points = normalQuantiles([-3, -1, 0, 1, 3]);
  expect(points.map((point) => point.probability)).toEqual([0.1, 0.3, 0.5, 0.7, 0.9]);
  expect(points[2]?.normal).toBeCloseTo(0, 12);
  expect(points[2]?.observed).toBe(0);
  expect(points[4]?.normal).toBeCloseTo(Math.sqrt(5) * 1.2815515655, 8);
});

test('has no point for fewer than two values', () => {
  expect(normalQuantiles([1])).toEqual([]);
});
