import { expect, test } from '@jest/globals';
import { mutualSpanning, spanningRegression } from '../index.ts';
import { expectAllClose, expectClose } from '../testing/close-to.ts';
import { normals } from '../testing/random.ts';

const z = normals(31);
const n = 300;
const common = Float64Array.from({ length: n }, z);
const series = Array.from({ length: 6 }, (_, j) => common.map((value) => 0.001 * j + 0.01 * (0.5 * value + z())));
series[2][17] = NaN;

const nearlyTwice = series[0].map((value) => 2 * value + 2e-4 * z());

test.each([
  ['factors of which one inverse serves all', series],
  ['factors of which two nearly determine each other', [...series, nearlyTwice]],
])('each factor has the estimates of its own regression on the others, to 1e-9: %s', (_, given) => {
  mutualSpanning(given).forEach((found, y) => {
    const rest = given.filter((_one, j) => j !== y);
    const expected = spanningRegression(given[y], rest);
    if (!expected.ok || found === undefined) throw new Error('no estimates');
    expect(found.observations).toBe(n - 1);
    expectAllClose(
      [found.alpha, found.alphaT, found.alphaPValue, found.rSquared],
      [expected.alpha, expected.alphaNeweyWestT, expected.alphaPValue, expected.rSquared],
      1e-9,
    );
    expectAllClose(found.betas, expected.betas, 1e-9);
    expectAllClose(found.betaT, expected.betaNeweyWestT, 1e-9);
  });
});

test('of regressors that determine each other the later ones are left out, and alpha stays what it is', () => {
  const twice = series[1].map((value) => 2 * value);
  const flat = new Float64Array(n).fill(0.3);
  const [found] = mutualSpanning([series[0], series[1], twice, flat]);
  const [alone] = mutualSpanning([series[0], series[1]].map((one) => one.slice()));
  expect(found?.others).toEqual([1]);
  expectClose(found?.alphaT ?? NaN, alone?.alphaT ?? NaN, 1e-12);
  expect(mutualSpanning([flat, series[0]])[0]).toBeUndefined();
});

test('fewer sessions than coefficients give no estimate', () => {
  expect(mutualSpanning(series.map((one) => one.subarray(0, 6)))).toEqual(Array(6).fill(undefined));
});
