import { expect, test } from '@jest/globals';
import { normals } from '../testing/random.ts';
import { meanDecline } from './mean-decline.ts';

/** Values around a mean with an echo of the one before. */
const series = (n: number, z: () => number, echo = 0): Float64Array => {
  let before = 0;
  return Float64Array.from({ length: n }, () => (before = echo * before + z()));
};

test('the statistic is the highest of the cumulated differences from the mean, by loops over the definition', () => {
  const x = series(48, normals(1));
  const centre = x.reduce((sum, value) => sum + value, 0) / 48;
  const lag = Math.floor(4 * 0.48 ** (2 / 9));
  let variance = 0;
  for (let s = 0; s < 48; s++)
    for (let t = 0; t < 48; t++)
      variance += Math.max(0, 1 - Math.abs(s - t) / (lag + 1)) * (x[s] - centre) * (x[t] - centre);
  const sums = Array.from({ length: 47 }, (_, k) => x.slice(0, k + 1).reduce((sum, value) => sum + value - centre, 0));
  const found = meanDecline(x)!;
  expect(found.statistic).toBeCloseTo(Math.max(...sums) / Math.sqrt(variance), 10);
  expect(found.at).toBe(sums.indexOf(Math.max(...sums)) + 1);
  expect(found.pValue).toBeCloseTo(Math.exp(-2 * found.statistic ** 2), 14);
  expect(found.before).toBeGreaterThan(found.after);
});

test.each([
  [60, 0],
  [60, 0.3],
  [120, 0],
  [240, 0.3],
])('of %i values without a change, echo %f, no more are rejected than the level says', (n, echo) => {
  const z = normals(n + 1000 * echo);
  const rounds = 2000;
  let [five, one] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    const { pValue } = meanDecline(series(n, z, echo))!;
    if (pValue < 0.05) five++;
    if (pValue < 0.01) one++;
  }
  // Three standard errors of a share of 2,000.
  expect(five / rounds).toBeLessThan(0.05 + 0.015);
  expect(one / rounds).toBeLessThan(0.01 + 0.007);
  expect(five / rounds).toBeGreaterThan(0.01);
});

test('a mean that falls is found with its time, and one that rises is not a fall', () => {
  const z = normals(5);
  let found = 0;
  for (let round = 0; round < 200; round++) {
    const x = series(120, z).map((value, t) => value + (t < 70 ? 1 : 0));
    const { pValue, at } = meanDecline(x)!;
    if (pValue < 0.01 && Math.abs(at - 70) <= 12) found++;
    expect(meanDecline(x.toReversed())!.pValue).toBeGreaterThan(0.05);
  }
  expect(found).toBeGreaterThan(150);
});

test('too few values, and values that are all equal, are not tested', () => {
  expect(meanDecline(series(35, normals(2)))).toBeUndefined();
  expect(meanDecline(new Float64Array(60).fill(0.1))).toBeUndefined();
});
