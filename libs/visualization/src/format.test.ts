import { expect, test } from '@jest/globals';
import { formatValue } from './format.ts';

test('keeps the sign and the digits that mean something', () => {
  expect(formatValue(-2.345, 'tStatistic')).toBe('-2.35');
  expect(formatValue(0.12345, 'percent')).toBe('12.35 %');
  expect(formatValue(0.00001, 'pValue')).toBe('< 0.0001');
  expect(formatValue(12345, 'count')).toBe('12,345');
  expect(formatValue(-0.0001, 'ratio')).toBe('0.000');
  expect(formatValue(10139.4, 'milliseconds')).toBe('10,139');
  expect(formatValue(3600, 'seconds')).toBe('3,600.0');
});

test('says that a value is missing instead of showing zero', () => {
  expect(formatValue(null, 'ratio')).toBe('n/a');
  expect(formatValue(Number.NaN, 'percent')).toBe('n/a');
});
