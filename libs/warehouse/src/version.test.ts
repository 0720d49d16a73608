import { expect, test } from '@jest/globals';
import { VersionClock } from './version.ts';

test('versions rise, within a millisecond and when the clock goes back', () => {
  const times = [1000, 1000, 1000, 500, 2000];
  const clock = new VersionClock({ now: () => new Date(times.shift() ?? 0) });
  expect(Array.from({ length: 5 }, () => clock.next())).toEqual([
    1_000_000n,
    1_000_001n,
    1_000_002n,
    1_000_003n,
    2_000_000n,
  ]);
});

test('a version is above the stored one that it replaces, and those after it are too', () => {
  const clock = new VersionClock({ now: () => new Date(1000) });
  expect(clock.next(4_000_000_000_000_000n)).toBe(4_000_000_000_000_001n);
  expect(clock.next()).toBe(4_000_000_000_000_002n);
  clock.rise(5_000_000_000_000_000n);
  expect(clock.next()).toBe(5_000_000_000_000_001n);
  clock.rise((1n << 62n) | 6_000_000_000_000_000n);
  expect(clock.next()).toBe(6_000_000_000_000_001n);
});
