import { describe, expect, test } from '@jest/globals';
import { overlapAwareMean } from '../index.ts';
import { overlapMoments } from './overlap-moments.ts';
import { expectClose } from '../testing/close-to.ts';
import { normals } from '../testing/random.ts';

/** How often a mean of n values that each cover `horizon` draws is told from zero at 5 %, although it is zero. */
function rejections(n: number, horizon: number, seed: number): number {
  const z = normals(seed);
  const samples = 800;
  let rejected = 0;
  for (let k = 0; k < samples; k++) {
    const draws = Float64Array.from({ length: n + horizon - 1 }, z);
    const values = Float64Array.from({ length: n }, (_, t) =>
      draws.subarray(t, t + horizon).reduce((sum, draw) => sum + draw, 0),
    );
    if (overlapAwareMean(values, horizon).pValue < 0.05) rejected++;
  }
  return rejected / samples;
}

describe('the test of a mean of overlapping values', () => {
  test.each([
    [3, 5],
    [10, 5],
    [35, 5],
    [11, 21],
    [43, 21],
    [105, 21],
    [60, 63],
    [2, 1],
    [7, 1],
  ])('of %p values that cover %p sessions rejects no more often than it says', (n, horizon) => {
    expect(rejections(n, horizon, 100 * n + horizon)).toBeLessThan(0.065);
  });

  // numpy: tr(A) / sum(S) and tr(A)^2 / tr(A A), A = M W M S, from the matrices as they are written.
  test.each([
    [43, 21, 20, 0.2648662331036828, 1.6419340769707653],
    [10, 5, 4, 0.2691428571428572, 1.6398156308082499],
    [7, 1, 2, 0.6258503401360543, 3.0755813953488365],
  ])(
    'its moments at n %p, horizon %p and lag %p are those of the quadratic form',
    (n, horizon, lag, ratio, degrees) => {
      const moments = overlapMoments(n, horizon, lag);
      expectClose(moments.expectation, ratio, 1e-10);
      expectClose(moments.degrees, degrees, 1e-10);
    },
  );

  test('a long horizon has the moments of a shorter one in proportion', () => {
    const [whole, scaled] = [overlapMoments(96, 24, 47), overlapMoments(192, 48, 95)];
    expect(scaled).toEqual(whole);
  });

  // scipy 1.10: ttest_1samp([0.3, 1.1, -0.2], 0).
  test('of three independent values is the one-sample t-test', () => {
    const { t, degrees, pValue } = overlapAwareMean(Float64Array.of(0.3, 1.1, -0.2), 1);
    expectClose(t, 1.0565410875907488, 1e-12);
    expectClose(degrees, 2, 1e-12);
    expectClose(pValue, 0.4014943983154202, 1e-10);
  });

  test.each([
    ['one value', [0.3], 1],
    ['one value of a long horizon', [0.3], 21],
    ['no value', [], 5],
    ['equal values', [1, 1, 1, 1, 1], 1],
  ])('finds nothing in %s', (_, values, horizon) => {
    const { t, pValue } = overlapAwareMean(Float64Array.from(values), horizon);
    expect([t, pValue]).toEqual([NaN, NaN]);
  });
});
