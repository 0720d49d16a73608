import { expect, test } from '@jest/globals';
import { type Evidence, verdictOf } from './verdict.ts';

const strong: Evidence = {
  premium: 0.12,
  pValueHolm: 0.01,
  pValueBenjaminiHochberg: 0.001,
  expectedSign: 1,
  sameSign: 7,
  otherRanges: 9,
};

test.each<[string, Partial<Evidence>, string]>([
  ['passes every hurdle', {}, 'strong'],
  ['is negative as expected', { premium: -0.12, expectedSign: -1 }, 'strong'],
  ['has no expected sign', { expectedSign: 0, premium: -0.12 }, 'strong'],
  ['holds in two thirds of the ranges, exactly', { sameSign: 6 }, 'strong'],
  ['holds in fewer than two thirds of the ranges', { sameSign: 5 }, 'some'],
  ['has a single range', { sameSign: 0, otherRanges: 0 }, 'strong'],
  ['is lost after Holm', { pValueHolm: 0.06 }, 'some'],
  ['is significant with the other sign', { expectedSign: -1 }, 'against'],
  ['is not significant after Benjamini-Hochberg', { pValueBenjaminiHochberg: 0.05 }, 'none'],
  ['is not significant and has the other sign', { pValueBenjaminiHochberg: 0.5, expectedSign: -1 }, 'none'],
  ['has no premium', { premium: null }, 'missing'],
  ['was never adjusted', { pValueHolm: null }, 'missing'],
])('a factor that %s', (_, change, verdict) => {
  expect(verdictOf({ ...strong, ...change })).toBe(verdict);
});
