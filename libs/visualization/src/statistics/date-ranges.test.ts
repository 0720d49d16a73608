import { expect, test } from '@jest/globals';
import { findRange, wholeRange, widestRange } from './date-ranges.ts';

const year = (number: number) => ({ start: `${number}-01-01`, end: `${number}-12-31` });
const whole = { start: '2015-01-02', end: '2023-12-29' };

test('the widest range wins wherever it stands', () => {
  expect(widestRange([year(2015), whole, year(2016)])).toBe(whole);
});

test('of years the latest wins, a leap year is no wider', () => {
  expect(widestRange([year(2019), year(2020), year(2021)])).toEqual(year(2021));
  expect(widestRange([year(2021), year(2020)])).toEqual(year(2021));
});

test('a range is found by its exact dates, one of them or none', () => {
  const rows = [year(2015), whole, year(2016)];
  expect(findRange(rows, year(2016))).toBe(rows[2]);
  expect(findRange(rows, { start: '2016-01-01' })).toBe(rows[2]);
  expect(findRange(rows, {})).toBe(whole);
  expect(findRange(rows, { start: '2016-01-02' })).toBeUndefined();
  expect(findRange([], {})).toBeUndefined();
});

test('a range is the whole only when it is much wider than every other one', () => {
  expect(wholeRange([year(2015), whole])).toBe(whole);
  expect(wholeRange([year(2015), year(2016)])).toBeUndefined();
  expect(wholeRange([whole])).toBeUndefined();
  expect(wholeRange([])).toBeUndefined();
});
