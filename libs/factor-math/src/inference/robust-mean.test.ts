import { describe, expect, test } from '@jest/globals';
import { cosineSums, overlapLoss } from './cosine-sums.ts';
import { robustMean } from '../index.ts';
import { expectAllClose, expectClose } from '../testing/close-to.ts';
import { normals } from '../testing/random.ts';

/** How often a mean of zero is distinguished from zero at 5 %. */
function rejections(n: number, memory: number, seed: number, samples = 3000): number {
  const z = normals(seed);
  let rejected = 0;
  for (let k = 0; k < samples; k++) {
    let before = z() / Math.sqrt(1 - memory * memory);
    const x = Float64Array.from({ length: n }, () => (before = memory * before + z()));
    if (robustMean(x).pValue < 0.05) rejected++;
  }
  return rejected / samples;
}

describe('the test of a mean by cosines', () => {
  test.each([
    [12, 0],
    [62, 0],
    [252, 0],
    [62, 0.2],
    [252, 0.3],
  ])('of %p values with autocorrelation %p rejects a mean of zero between 4 and 6 %% of the time', (n, memory) => {
    const share = rejections(n, memory, 10 * n + 100 * memory);
    expect(share).toBeGreaterThan(0.04);
    expect(share).toBeLessThan(0.06);
  });

  test.each([
    [41, 21],
    [42, 21],
    [58, 5],
    [126, 21],
    [232, 21],
    [2500, 21],
  ])('of %p values that cover %p sessions each rejects between 4 and 6 %%', (n, horizon) => {
    const samples = n < 100 ? 12_000 : 3000;
    for (const covered of [1, horizon]) {
      const z = normals(n + horizon + covered);
      let rejected = 0;
      for (let k = 0; k < samples; k++) {
        const sums = [0];
        for (let t = 0; t < n + covered; t++) sums.push(sums[t] + z());
        const x = Float64Array.from({ length: n }, (_, t) => sums[t + covered] - sums[t]);
        if (robustMean(x, horizon).pValue < 0.05) rejected++;
      }
      expect(rejected / samples).toBeGreaterThan(0.04);
      expect(rejected / samples).toBeLessThan(0.06);
    }
  });

  test.each([
    [41, 21, 1],
    [60, 5, 3],
    [15, 21, 2],
  ])('of %p values that cover %p sessions allows for what %p cosines do not see', (n, horizon, count) => {
    const shared = (s: number, t: number): number => Math.max(0, 1 - Math.abs(s - t) / horizon);
    const squareOf = (weight: (t: number) => number): number => {
      let sum = 0;
      for (let s = 0; s < n; s++) for (let t = 0; t < n; t++) sum += weight(s) * weight(t) * shared(s, t);
      return sum;
    };
    let cosines = 0;
    for (let j = 1; j <= count; j++) {
      cosines += squareOf((t) => Math.sqrt(2 / n) * Math.cos((Math.PI * j * (t + 0.5)) / n)) / count;
    }
    expectClose(overlapLoss(n, horizon, count), cosines / squareOf(() => Math.sqrt(1 / n)), 1e-10);
  });

  test('finds a mean that is there', () => {
    const z = normals(5);
    expect(robustMean(Float64Array.from({ length: 252 }, () => 0.3 + z())).pValue).toBeLessThan(0.01);
  });

  test('is the textbook t of sums written out cosine by cosine, missing values left out', () => {
    const z = normals(9);
    const values = Array.from({ length: 90 }, () => 0.1 + z());
    const x = Float64Array.of(NaN, ...values.slice(0, 40), NaN, ...values.slice(40));
    const { t, degrees, mean, standardError } = robustMean(x);
    expect(degrees).toBe(8);
    const sums = Array.from({ length: 8 }, (_, j) =>
      values.reduce((sum, value, at) => sum + value * Math.cos((Math.PI * (j + 1) * (at + 0.5)) / 90), 0),
    );
    const variance = sums.reduce((sum, one) => sum + (2 / 90) * one * one, 0) / 8;
    expectClose(mean, values.reduce((sum, value) => sum + value, 0) / 90, 1e-12);
    expectClose(standardError, Math.sqrt(variance / 90), 1e-10);
    expectClose(t, mean / standardError, 1e-12);
  });

  test('does not see the mean in the cosine sums', () => {
    const z = normals(3);
    const x = Float64Array.from({ length: 500 }, z);
    expectAllClose(
      cosineSums(
        x.map((value) => value + 10),
        20,
      ),
      cosineSums(x, 20),
      1e-8,
    );
  });

  test.each([
    ['one value', [0.3]],
    ['no value', []],
    ['equal values', [0.1, 0.1, 0.1, 0.1, 0.1]],
  ])('finds nothing in %s', (_, values) => {
    const { t, pValue } = robustMean(Float64Array.from(values));
    expect([t, pValue]).toEqual([NaN, NaN]);
  });
});
