import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  forwardReturns,
  informationCoefficientDecay,
  lagged,
  neweyWestMeanT,
  robustMean,
  rankAutocorrelation,
  rankInformationCoefficient,
  spearman,
  summariseInformationCoefficient,
  type Panel,
} from '../index.ts';
import { panelOf, panelsOf, withColumns, withOtherFuture } from '../testing/panels.ts';
import { normals } from '../testing/random.ts';

/** Pearson's correlation of ranks counted one by one. */
function bySmallerAndEqual(x: readonly number[], y: readonly number[]): number {
  const ranks = (v: readonly number[]) =>
    v.map((a) => v.filter((b) => b < a).length + (v.filter((b) => b === a).length + 1) / 2);
  const [a, b] = [ranks(x), ranks(y)];
  const mean = (x.length + 1) / 2;
  const sum = (f: (i: number) => number) => a.reduce((total, _, i) => total + f(i), 0);
  const ab = sum((i) => (a[i] - mean) * (b[i] - mean));
  return ab / Math.sqrt(sum((i) => (a[i] - mean) ** 2) * sum((i) => (b[i] - mean) ** 2));
}

const small = fc.integer({ min: -6, max: 6 });

test("Spearman's correlation equals its definition with many ties", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(small, small), { minLength: 2, maxLength: 40 }), (pairs) => {
      const [x, y] = [pairs.map((p) => p[0]), pairs.map((p) => p[1])];
      const expected = bySmallerAndEqual(x, y);
      const got = spearman(Float64Array.from(x), Float64Array.from(y));
      if (Number.isNaN(expected)) expect(got).toBeNaN();
      else expect(Math.abs(got - expected)).toBeLessThan(1e-12);
    }),
  );
});

test('the coefficient of a session leaves out stocks without a signal or a return, and ignores their order', () => {
  fc.assert(
    fc.property(panelsOf(4, 8), panelsOf(4, 8), (signal, returns) => {
      const got = rankInformationCoefficient(signal, returns);
      const reversed = [7, 6, 5, 4, 3, 2, 1, 0];
      expect(rankInformationCoefficient(withColumns(signal, reversed), withColumns(returns, reversed))).toEqual(got);
      for (let t = 0; t < 4; t++) {
        const pairs = [...signal.values.subarray(t * 8, t * 8 + 8)]
          .map((s, i) => [s, returns.values[t * 8 + i]])
          .filter((pair) => pair.every(Number.isFinite));
        const expected = bySmallerAndEqual(
          pairs.map((p) => p[0]),
          pairs.map((p) => p[1]),
        );
        if (Number.isNaN(expected)) expect(got[t]).toBeNaN();
        else expect(Math.abs(got[t] - expected)).toBeLessThan(1e-12);
      }
    }),
  );
});

test('forward returns compound what comes after t and are missing where any of it is', () => {
  const returns = panelOf([
    [0.5, 0],
    [0.1, 0.1],
    [0.2, NaN],
    [-0.5, 0.3],
  ]);
  const { values } = forwardReturns(returns, 2);
  expect(values[0]).toBeCloseTo(1.1 * 1.2 - 1, 15);
  expect(values[2]).toBeCloseTo(1.2 * 0.5 - 1, 15);
  expect([values[1], values[3], ...values.slice(4)]).toEqual(Array(6).fill(NaN));
});

test('adding a horizon changes no number of the others', () => {
  const z = normals(9);
  const panel = (): Panel => ({ days: 200, stocks: 6, values: Float64Array.from({ length: 1200 }, () => 0.01 * z()) });
  const [signal, returns] = [panel(), panel()];
  const [one, five] = informationCoefficientDecay(signal, returns, [1, 5]);
  expect(informationCoefficientDecay(signal, returns, [1, 5, 21]).slice(0, 2)).toEqual([one, five]);
  expect(one.ratio).toBeCloseTo(one.mean / one.standardDeviation, 14);
  expect(five.lag).toBeGreaterThanOrEqual(4);
});

test('a rank autocorrelation looks back, never forward', () => {
  fc.assert(
    fc.property(panelsOf(6, 7), fc.nat({ max: 5 }), (signal, t) => {
      const now = rankAutocorrelation(signal).slice(0, t + 1);
      expect(rankAutocorrelation(withOtherFuture(signal, t)).slice(0, t + 1)).toEqual(now);
    }),
  );
  expect(lagged(panelOf([[1], [2], [3]]), 2).values).toEqual(Float64Array.of(NaN, NaN, 1));
});

describe('2,000 worthless factors, persistent signals, overlapping horizons', () => {
  const factors = 2000;
  const days = 504;
  const stocks = 10;
  const start = 1 / Math.sqrt(1 - 0.97 ** 2);

  /** How often the tests of mean coefficients reject, and with what the usual estimator would have. */
  function rejections(horizon: number, seed: number): { aware: number; naive: number } {
    const z = normals(seed);
    const found = { aware: 0, naive: 0 };
    let forward: Panel | undefined;
    for (let k = 0; k < factors; k++) {
      if (forward === undefined || k % 20 === 0) {
        const values = Float64Array.from({ length: days * stocks }, () => 0.01 * z());
        forward = forwardReturns({ days, stocks, values }, horizon);
      }
      const values = new Float64Array(days * stocks);
      for (let c = 0; c < values.length; c++) {
        values[c] = c < stocks ? start * z() : 0.97 * values[c - stocks] + z();
      }
      const coefficients = rankInformationCoefficient({ days, stocks, values }, forward);
      if (robustMean(coefficients, horizon).pValue < 0.05) found.aware++;
      if (Math.abs(neweyWestMeanT(coefficients, horizon - 1)) > 1.96) found.naive++;
    }
    return found;
  }

  test.each([
    [5, 105],
    [21, 121],
  ])('at horizon %p the 5 %% test rejects between 4 and 6 %%', (horizon, seed) => {
    const { aware, naive } = rejections(horizon, seed);
    expect(aware / factors).toBeGreaterThan(0.04);
    expect(aware / factors).toBeLessThan(0.06);
    expect(naive / factors).toBeGreaterThan(0.07); // what the usual estimator would have done
  });
});

test.each([
  [42, 21],
  [125, 21],
  [29, 5],
])('%p coefficients at %p sessions, fewer than six independent periods, have a mean but no t or p', (n, horizon) => {
  const coefficients = Float64Array.from({ length: n }, normals(n));
  const { t, pValue, standardError, degrees, mean, ratio } = summariseInformationCoefficient(coefficients, horizon);
  expect([t, pValue, standardError, degrees]).toEqual([NaN, NaN, NaN, 0]);
  expect([mean, ratio].every(Number.isFinite)).toBe(true);
});

test.each([
  [126, 21],
  [30, 5],
  [42, 1],
])('%p coefficients at %p sessions are tested as the mean of values that overlap', (n, horizon) => {
  const coefficients = Float64Array.from({ length: n }, normals(n));
  expect(summariseInformationCoefficient(coefficients, horizon)).toMatchObject({
    ...robustMean(coefficients, horizon),
  });
});
