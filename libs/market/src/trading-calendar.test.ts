import { describe, expect, test } from '@jest/globals';
import { tradingCalendar, type DayCount } from './trading-calendar.ts';

/** Rows of stocks as lists of days. */
function calendarOf(...stocks: readonly (readonly string[])[]) {
  const days = [...new Set(stocks.flat())].sort();
  const counts: DayCount[] = days.map((day) => ({ day, stocks: stocks.filter((own) => own.includes(day)).length }));
  return tradingCalendar(
    counts,
    stocks.map((own) => ({ first: own[0] as string, last: own.at(-1) as string })),
  );
}

const week = ['2020-01-06', '2020-01-07', '2020-01-08', '2020-01-09', '2020-01-10'];
const weekend = ['2020-01-11', '2020-01-12'];
const monday = '2020-01-13';
const plain = [...week, monday];

describe('a trading calendar', () => {
  test('has no session on the weekend days of one file of three', () => {
    expect(calendarOf(plain, plain, [...week, ...weekend, monday])).toEqual({ sessions: plain, strayDays: weekend });
  });

  test('has a session where half of the listed stocks trade', () => {
    expect(calendarOf(plain, plain, week.slice(0, 2), [...week.slice(0, 2), monday]).sessions).toEqual(plain);
  });

  test('asks only stocks that are listed: one that ended or is still to come has no say', () => {
    const early = ['2019-12-30', '2019-12-31'];
    expect(calendarOf(early, plain, [monday, '2020-01-14'], [monday, '2020-01-14'])).toEqual({
      sessions: [...early, ...plain, '2020-01-14'],
      strayDays: [],
    });
  });

  test('does not begin or end with the weekend of one file', () => {
    const before = ['2020-01-04', '2020-01-05'];
    expect(calendarOf(week, [...before, ...week, ...weekend], week)).toEqual({
      sessions: week,
      strayDays: [...before, ...weekend],
    });
  });

  test('of one stock has all of its days', () => {
    expect(calendarOf([...week, ...weekend]).strayDays).toEqual([]);
  });

  test('has the sessions of the larger market where two are mixed', () => {
    const holiday = '2020-01-20';
    const [home, away] = [plain, [...plain, holiday, '2020-01-21']];
    const longer = [...home, '2020-01-21'];
    expect(calendarOf(longer, longer, longer, away).strayDays).toEqual([holiday]);
  });
});
