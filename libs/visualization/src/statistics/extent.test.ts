import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { extentOf } from './extent.ts';

test('ends on round numbers around the values', () => {
  expect(extentOf([-1.96, 3.4])).toEqual({ min: -3, max: 4, interval: 1 });
  expect(extentOf([0, 0.31])).toEqual({ min: 0, max: 0.35, interval: 0.05 });
  expect(extentOf([])).toEqual({ min: 0, max: 1, interval: 0.2 });
});

test('contains values that differ only in their last digits', () => {
  const { min, max } = extentOf([-99999.99999922965, -99999.99999960001]);
  expect(min).toBeLessThanOrEqual(-99999.99999960001);
  expect(max).toBeGreaterThanOrEqual(-99999.99999922965);
});

test('contains every value, also when all are the same', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: -1e5, max: 1e5 }), { minLength: 1 }), (values) => {
      const extent = extentOf(values);
      expect(extent.min).toBeLessThan(extent.max);
      expect(values.every((value) => value >= extent.min && value <= extent.max)).toBe(true);
    }),
  );
});
