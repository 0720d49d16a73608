import { expect, test } from '@jest/globals';
import type { Performance } from '../api/factor-schemas.ts';
import { drawdown } from './performance.ts';
import { lightTheme } from './theme.ts';

function leadOf(...values: (number | null)[]): string {
  const points = values.map((value, at) => ({ date: `2023-01-0${at + 1}`, value }));
  const data = { drawdown: points } as Partial<Performance> as Performance;
  return drawdown(data, { theme: lightTheme, width: 900, synthetic: false }).lead;
}

test('a fall is said once: so many percent below the peak, without a sign', () => {
  expect(leadOf(-0.02, -0.0983)).toBe('9.83 % below the peak at the end of the period.');
  expect(leadOf(-0.02, 0)).toBe('At its peak at the end of the period.');
  expect(leadOf()).toBe('There is no value in this period.');
});
