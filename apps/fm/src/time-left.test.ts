import { describe, expect, test } from '@jest/globals';
import { durationText, timeLeft } from './time-left.ts';

describe('the time that is left', () => {
  test.each([
    [{ done: 1, total: 4, seconds: 10 }, '30 s'],
    [{ done: 0.5, total: 1, seconds: 100 }, '1 min 40 s'],
    [{ done: 1, total: 1001, seconds: 9 }, '2 h 30 min'],
    [{ done: 7, total: 7, seconds: 9 }, '0 s'],
    [{ done: 9, total: 7, seconds: 9 }, '0 s'],
  ])('of %j is %s', (pace, text) => {
    expect(timeLeft(pace)).toBe(text);
  });

  test('counts down while a step reports nothing, and goes up again with one that takes too long', () => {
    const after = (idle: number) => timeLeft({ done: 1, total: 21, seconds: 4 + idle, idle });
    expect([0, 1, 10, 39, 41, 60].map(after)).toEqual([
      '1 min 20 s',
      '1 min 19 s',
      '1 min 10 s',
      '41 s',
      '41 s',
      '1 min 0 s',
    ]);
  });

  test('is not known before anything was done', () => {
    expect(timeLeft({ done: 0, total: 5, seconds: 3 })).toBe('-');
    expect(timeLeft({ done: 0, total: 0, seconds: 0 })).toBe('-');
  });

  test.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min 0 s'],
    [3599.6, '1 h 0 min'],
  ])('%d seconds are written %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
