import { expect, test } from '@jest/globals';
import { rebalanceSessions } from './rebalance-sessions.ts';

const dates = [
  '2020-12-30',
  '2020-12-31',
  '2021-01-04',
  '2021-01-05',
  '2021-01-08',
  '2021-01-11',
  '2021-01-29',
  '2021-02-01',
];

const chosen = (...how: [Parameters<typeof rebalanceSessions>[1], number?]): string[] =>
  [...rebalanceSessions(dates, ...how)].map((t) => dates[t]);

test('the last session of each period gives the signal, the last of the dates never', () => {
  expect(chosen('monthly')).toEqual(['2020-12-31', '2021-01-29']);
  expect(chosen('quarterly')).toEqual(['2020-12-31']);
  expect(chosen('daily')).toEqual(dates.slice(0, -1));
});

test('a week goes from Monday to Sunday, across the turn of a year too', () => {
  expect(chosen('weekly')).toEqual(['2020-12-31', '2021-01-08', '2021-01-11', '2021-01-29']);
});

test('every so many sessions are counted from the first one', () => {
  expect(chosen(3)).toEqual(['2020-12-30', '2021-01-05', '2021-01-29']);
  expect(chosen(3, 1)).toEqual(['2020-12-31', '2021-01-08']);
  expect(() => chosen(0)).toThrow(RangeError);
});
