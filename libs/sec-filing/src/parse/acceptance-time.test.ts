import { expect, test } from '@jest/globals';
import { newYorkTime, newYorkWall, nextSessionStart } from '@fm/platform/time';
import { acceptanceMoment, timeBasis } from './acceptance-time.ts';

const iso = (moment: number | undefined) => (moment === undefined ? undefined : new Date(moment).toISOString());

const times = (...accepted: string[]) => accepted.map((time) => ({ accepted: time, filed: undefined, form: '4' }));

test('times in the New York evening and none at night show that a document is in UTC', () => {
  const evening = times('2022-10-27T22:01:14.000Z', '2024-02-01T23:03:38.000Z', '2023-03-01T01:10:00.000Z');
  expect(timeBasis(evening)).toBe('utc');
});

test('times in the UTC night show that a document is in New York time', () => {
  expect(timeBasis(times('2022-05-27T16:21:55.000Z', '2022-05-27T06:02:00.000Z'))).toBe('new-york');
});

test('without a sign the later reading is taken, so that nothing is known too early', () => {
  expect(timeBasis(times('2022-05-27T16:21:55.000Z', '1995-01-20T05:00:00.000Z'))).toBe('new-york');
});

test.each([
  ['2023-02-03T20:30:41.000Z', '2023-02-03', 'utc'],
  ['2022-10-27T18:01:14.000Z', '2022-10-28', 'new-york'],
  ['2022-03-17T20:33:34.000Z', '2022-03-18', 'new-york'],
] as const)('one report of %s with the date %s shows %s by the rule of half past five', (accepted, filed, basis) => {
  expect(timeBasis([{ accepted, filed, form: '10-Q' }])).toBe(basis);
});

test.each([
  ['2022-10-27T18:01:14.000Z', 'new-york', '2022-10-27T22:01:14.000Z'],
  ['2022-01-27T18:00:58.000Z', 'new-york', '2022-01-27T23:00:58.000Z'],
  ['2022-10-27T22:01:14.000Z', 'utc', '2022-10-27T22:01:14.000Z'],
  ['2022-10-27T24:01:14.000Z', 'utc', undefined],
  ['2022-02-30T10:00:00.000Z', 'utc', undefined],
  ['soon', 'utc', undefined],
  [17, 'utc', undefined],
] as const)('acceptance %p in %s is %p', (time, basis, expected) => {
  expect(iso(acceptanceMoment(time, basis))).toBe(expected);
});

test('wall time and instant are inverse, but for the hour that New York shows twice', () => {
  for (let moment = Date.UTC(1990, 0, 1); moment < Date.UTC(2030, 0, 1); moment += 7_000_000) {
    const wall = newYorkWall(moment);
    if (newYorkTime(wall) !== moment) expect(newYorkTime(wall + 3_600_000) - 3_600_000).toBe(moment);
  }
});

test('New York time follows daylight saving time as the time zone database has it', () => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  for (let year = 1990; year <= 2030; year += 1)
    for (let day = 0; day < 366; day += 1) {
      const wall = Date.UTC(year, 0, 1 + day, 12);
      expect(format.format(newYorkTime(wall)).replace(' ', 'T')).toBe(new Date(wall).toISOString().slice(0, 19));
    }
});

test.each([
  ['2022-10-28', '2022-10-31T04:00:00.000Z'],
  ['2022-01-05', '2022-01-06T05:00:00.000Z'],
])('a filing of %s that is known only by its date counts from %s', (filed, expected) => {
  expect(iso(nextSessionStart(filed))).toBe(expected);
});
