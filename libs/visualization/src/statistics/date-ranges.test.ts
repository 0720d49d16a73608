import { expect, test } from '@jest/globals';
import { findRange, wholeRange } from './date-ranges.ts';

const year = (number: number) => ({ start: `${number}-01-01`, end: `${number}-12-31` });
const whole = { start: '2015-01-02', end: '2023-12-29' };

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
