import { expect, test } from '@jest/globals';
import { alike } from './verify-differences.ts';

test.each([
  [1, 1 + 5e-7, true],
  [1, 1 + 5e-6, false],
  [-2e6, -2e6 - 1, true],
  [-2e6, -2e6 - 10, false],
  [0, 5e-10, true],
  [0, 5e-9, false],
  [NaN, NaN, true],
  [NaN, 0, false],
  [Infinity, -Infinity, false],
])('%d and %d are the same but for a millionth: %s', (before, after, same) => {
  expect([alike(before, after), alike(after, before)]).toEqual([same, same]);
});
