import { expect, test } from '@jest/globals';
import { verdictOn } from './verdict.ts';

test('the validation decides whether a finalist survives, and an open lock-box whether it is confirmed', () => {
  const survivor = { survives: true };
  expect(verdictOn({ survives: false }, { familyWiseP: 0.001 }, 0.03)).toBe('rejected');
  expect(verdictOn(survivor, undefined, undefined)).toBe('survives');
  expect(verdictOn(survivor, { familyWiseP: 0.03 }, 0.03)).toBe('confirmed');
  expect(verdictOn(survivor, { familyWiseP: 0.031 }, 0.03)).toBe('not confirmed');
  expect(verdictOn(survivor, { familyWiseP: null }, 0.03)).toBe('not confirmed');
});
