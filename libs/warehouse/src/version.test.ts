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
