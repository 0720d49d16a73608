import { expect, test } from '@jest/globals';
import { monthlyTurnover } from './monthly-turnover.ts';

test('the turnover of a month is half of the value traded in it, and a quarter with two sides', () => {
  const book = { dates: ['2024-01-30', '2024-01-31', '2024-02-01'], traded: Float64Array.of(2, 0.4, 1) };
  expect(monthlyTurnover(book, true)).toEqual([
    { period: '2024-01', value: 1.2 },
    { period: '2024-02', value: 0.5 },
  ]);
  expect(monthlyTurnover(book, false)).toEqual([
    { period: '2024-01', value: 0.6 },
    { period: '2024-02', value: 0.25 },
  ]);
});
