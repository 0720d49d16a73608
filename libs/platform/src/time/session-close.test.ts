import { expect, test } from '@jest/globals';
import { sessionClose } from './session-close.ts';

const closeOf = (date: string): string => new Date(sessionClose(Date.parse(date) / 86_400_000)).toISOString();

test.each([
  ['2024-01-02', '2024-01-02T21:00:00.000Z'],
  ['2024-03-08', '2024-03-08T21:00:00.000Z'],
  ['2024-03-11', '2024-03-11T20:00:00.000Z'],
  ['2024-11-01', '2024-11-01T20:00:00.000Z'],
  ['2024-11-04', '2024-11-04T21:00:00.000Z'],
  ['2006-03-31', '2006-03-31T21:00:00.000Z'],
  ['2006-04-03', '2006-04-03T20:00:00.000Z'],
  ['2006-10-30', '2006-10-30T21:00:00.000Z'],
  // Half days of the exchange, 13:00 in New York, and the days beside them.
  ['2023-11-24', '2023-11-24T18:00:00.000Z'],
  ['2023-11-22', '2023-11-22T21:00:00.000Z'],
  ['2019-11-29', '2019-11-29T18:00:00.000Z'],
  ['2024-12-24', '2024-12-24T18:00:00.000Z'],
  ['2024-12-26', '2024-12-26T21:00:00.000Z'],
  ['2024-07-03', '2024-07-03T17:00:00.000Z'],
  ['2002-07-05', '2002-07-05T17:00:00.000Z'],
  ['2003-12-26', '2003-12-26T18:00:00.000Z'],
  ['2024-07-05', '2024-07-05T17:00:00.000Z'],
  ['2024-07-02', '2024-07-02T20:00:00.000Z'],
])('the session of %s closes at %s', (date, close) => {
  expect(closeOf(date)).toBe(close);
});

test('agrees with the time zone database on every weekday of 1990 to 2030', () => {
  const hour = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', hour: 'numeric', hourCycle: 'h23' });
  for (let day = Date.parse('1990-01-01') / 86_400_000; day < Date.parse('2031-01-01') / 86_400_000; day++) {
    if ([0, 6].includes(new Date(day * 86_400_000).getUTCDay())) continue;
    if (!['13', '16'].includes(hour.format(sessionClose(day))))
      throw new Error(`${closeOf(new Date(day * 86_400_000).toISOString())}`);
  }
});
