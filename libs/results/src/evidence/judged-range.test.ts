import { expect, test } from '@jest/globals';
import { judgedRange } from './judged-range.ts';

const year = (number: number) => ({ start: `${number}-01-01`, end: `${number}-12-31` });
const whole = { start: '2015-01-02', end: '2023-12-29' };

test('the longest range wins wherever it is listed', () => {
  expect(judgedRange([year(2015), whole, year(2016)])).toBe(whole);
});

test('of years the latest wins, a leap year is no longer', () => {
  expect(judgedRange([year(2019), year(2020), year(2021)])).toEqual(year(2021));
  expect(judgedRange([year(2021), year(2020)])).toEqual(year(2021));
});
