import { expect, test } from '@jest/globals';
import { sessionsOfPeriods, usualPeriods } from './periods.ts';

const sessions = Array.from({ length: 600 }, (_, t) => new Date(Date.UTC(2020, 0, 1 + t)).toISOString().slice(0, 10));

test('returns of a signal end within its period, and 21 sessions lie between two periods', () => {
  const found = sessionsOfPeriods(sessions, usualPeriods(sessions), 5);
  expect(found.discovery).toEqual({ from: 0, to: 295, end: 300 });
  expect(found.validation).toEqual({ from: 321, to: 445, end: 450 });
  expect(found.lockbox).toEqual({ from: 471, to: 595, end: 600 });
});

test('a gap that is longer than the embargo is kept', () => {
  const days = (from: number, to: number) => ({ start: sessions[from] ?? '', end: sessions[to] ?? '' });
  const periods = { discovery: days(0, 199), validation: days(250, 399), lockbox: days(430, 599) };
  expect(sessionsOfPeriods(sessions, periods, 1).validation).toEqual({ from: 250, to: 399, end: 400 });
});

test.each([
  ['overlap', [0, 320], [300, 449], [450, 599], 'before the one before it ends'],
  ['are turned', [300, 449], [0, 299], [450, 599], 'before the one before it ends'],
  ['are short', [0, 299], [300, 360], [450, 599], 'fewer than 60'],
] as const)('periods that %s are refused', (_, discovery, validation, lockbox, why) => {
  const [d, v, l] = [discovery, validation, lockbox].map(([from, to]) => ({
    start: sessions[from] ?? '',
    end: sessions[to] ?? '',
  }));
  const periods = { discovery: d, validation: v, lockbox: l } as Parameters<typeof sessionsOfPeriods>[1];
  expect(() => sessionsOfPeriods(sessions, periods, 5)).toThrow(why);
});
