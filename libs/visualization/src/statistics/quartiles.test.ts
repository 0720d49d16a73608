import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boxOf, quantile } from './quartiles.ts';

describe('quantile', () => {
  test('interpolates between order statistics as type 7 does', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4, 10], 0.75)).toBe(4);
    expect(quantile([7], 0.9)).toBe(7);
  });
});

describe('boxOf', () => {
  test('ends the whiskers at the last value within 1.5 interquartile ranges and names the rest', () => {
    expect(boxOf([-9, 1, 2, 3, 4, 5, 20])).toEqual({
      low: 1,
      q1: 1.5,
      median: 3,
      q3: 4.5,
      high: 5,
      outliers: [-9, 20],
    });
  });

  test('keeps the sign of negative values', () => {
    expect(boxOf([-5, -4, -3, -2, -1])).toEqual({ low: -5, q1: -4, median: -3, q3: -2, high: -1, outliers: [] });
  });

  test('loses no value and keeps its five numbers in order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 }), (values) => {
        const box = boxOf(values);
        const inside = values.filter((value) => value >= box.low && value <= box.high);
        expect(inside.length + box.outliers.length).toBe(values.length);
        const five = [box.low, box.q1, box.median, box.q3, box.high];
        expect([...five].sort((a, b) => a - b)).toEqual(five);
      }),
    );
  });
});
