import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bartlettSum } from './long-run-variance.ts';

/** The formula, one lag after the other. */
function byLags(u: Float64Array, n: number, lag: number): number {
  let total = 0;
  for (let t = 0; t < n; t++) total += u[t] * u[t];
  for (let l = 1; l <= Math.min(lag, n - 1); l++) {
    let product = 0;
    for (let t = l; t < n; t++) product += u[t] * u[t - l];
    total += 2 * (1 - l / (lag + 1)) * product;
  }
  return Math.max(0, total);
}

test('lags that are summed side by side give the bits of one after the other', () => {
  const value = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 40 }), fc.nat({ max: 50 }), (values, lag) => {
      const u = Float64Array.from(values);
      expect(bartlettSum(u, u.length, lag)).toBe(byLags(u, u.length, lag));
    }),
    { numRuns: 500 },
  );
});
