import { expect, test } from '@jest/globals';
import { retryAfterMs } from './retry-after.ts';

const now = new Date('2024-01-02T12:00:00Z');

test.each([
  ['120', 120_000],
  ['Tue, 02 Jan 2024 12:01:00 GMT', 60_000],
  ['Tue, 02 Jan 2024 11:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  [null, undefined],
])('Retry-After %p asks for %p milliseconds', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});
