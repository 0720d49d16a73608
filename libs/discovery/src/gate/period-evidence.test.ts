import { expect, test } from '@jest/globals';
import { overlappingNoise } from '../honesty/gate-over-noise.ts';
import { evidenceOf, familyWise } from './period-evidence.ts';

test.each([1, 5])('the t of a mean of noise has a deviation near 1 at a horizon of %i', (horizon) => {
  const series = 2000;
  let squares = 0;
  for (let seed = 0; seed < series; seed++)
    squares += (evidenceOf(overlappingNoise([seed, horizon], 352, horizon), horizon).t as number) ** 2 / series;
  expect(Math.sqrt(squares)).toBeGreaterThan(0.95);
  // Bartlett weights that ended with the overlap would give 1.21 at a horizon of 5.
  expect(Math.sqrt(squares)).toBeLessThan(1.17);
});

test('a period without formulas has no p-values', () => {
  expect(familyWise([], 5, [1, 2]).pValues).toHaveLength(0);
});
