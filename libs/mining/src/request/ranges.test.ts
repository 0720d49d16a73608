import { describe, expect, test } from '@jest/globals';
import { isCalendarDate } from '@fm/platform/time';
import { parseRanges } from './ranges.ts';

const sessions = ['2019-12-30', '2019-12-31', '2020-01-02', '2020-02-03', '2020-05-04', '2021-01-04'];

describe('parseRanges', () => {
  test('yearly is every calendar year with a session', () => {
    expect(parseRanges('yearly', sessions)).toEqual([
      { start: '2019-01-01', end: '2019-12-31' },
      { start: '2020-01-01', end: '2020-12-31' },
      { start: '2021-01-01', end: '2021-12-31' },
    ]);
  });

  test('quarterly skips quarters without a session', () => {
    expect(parseRanges('quarterly', sessions).map((range) => range.end)).toEqual([
      '2019-12-31',
      '2020-03-31',
      '2020-06-30',
      '2021-03-31',
    ]);
  });

  test('rolling:3:2 moves a window of three sessions by two', () => {
    expect(parseRanges('rolling:3:2', sessions)).toEqual([
      { start: '2019-12-30', end: '2020-01-02' },
      { start: '2020-01-02', end: '2020-05-04' },
    ]);
  });

  test('forms joined by commas are all there, once each', () => {
    const text = '2020-01-01..2020-12-31,yearly';
    expect(parseRanges(text, sessions).map((range) => range.start)).toEqual(['2020-01-01', '2019-01-01', '2021-01-01']);
  });

  test.each(['2020-02-30..2020-03-01', '2020-03-01..2020-02-01', 'monthly', 'rolling:0:5', '2020-01-01', '', '..'])(
    'refuses "%s" by name',
    (text) => {
      expect(() => parseRanges(text, sessions)).toThrow(
        expect.objectContaining({ code: 'MALFORMED_RANGE', kind: 'usage' }),
      );
    },
  );
});

test('isCalendarDate knows leap years', () => {
  expect(['2024-02-29', '2023-02-29', '2024-13-01', '2024-1-1'].map(isCalendarDate)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
