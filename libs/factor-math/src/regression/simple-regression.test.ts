import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  classicalCovariance,
  neweyWestCovariance,
  neweyWestLag,
  ordinaryLeastSquares,
  simpleRegression,
  studentTQuantile,
} from '../index.ts';
import { expectClose } from '../testing/close-to.ts';
import { normals } from '../testing/random.ts';

const value = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: -5000, max: 5000 }).map((v) => v / 1e4) },
  { weight: 1, arbitrary: fc.constant(NaN) },
);
const series = fc.array(value, { minLength: 45, maxLength: 60 }).map((rows) => Float64Array.from(rows));

test('equals the general regression by QR, whose estimators are checked against published numbers', () => {
  fc.assert(
    fc.property(series, series, (a, b) => {
      const n = Math.min(a.length, b.length);
      const [y, x] = [a.subarray(0, n), b.subarray(0, n)];
      const general = ordinaryLeastSquares(y, [x]);
      fc.pre(general.ok);
      const simple = simpleRegression({ values: y }, { values: x }, { from: 0, to: n - 1, minimum: 3 });
      if (!simple.ok || !general.ok) throw new Error('no estimates');
      const classical = classicalCovariance(general);
      const hac = neweyWestCovariance(general);
      expect(simple.observations).toBe(general.observations);
      expect(simple.neweyWestLag).toBe(neweyWestLag(general.observations));
      expectClose(simple.beta, general.coefficients[1]);
      expect(simple.alpha).toBeCloseTo(general.coefficients[0], 12);
      expectClose(simple.betaStandardError, classical.standardErrors[1]);
      expectClose(simple.alphaStandardError, classical.standardErrors[0]);
      expectClose(simple.neweyWestBetaT, hac.tStatistics[1], 1e-8);
      expect(simple.rSquared).toBeCloseTo(general.rSquared, 12);
      const reach = studentTQuantile(0.975, general.observations - 2) * classical.standardErrors[1];
      expectClose(simple.betaHigh - simple.betaLow, 2 * reach);
    }),
  );
});

test('reads a column of a panel in place, and the same bits from a longer panel', () => {
  const z = normals(3);
  const values = Float64Array.from({ length: 400 }, z);
  const x = Float64Array.from({ length: 100 }, z);
  const inPlace = simpleRegression({ values, offset: 2, stride: 4 }, { values: x }, { from: 10, to: 79 });
  const copied = Float64Array.from({ length: 70 }, (_, t) => values[(t + 10) * 4 + 2]);
  expect(simpleRegression({ values: copied }, { values: x.slice(10, 80) }, { from: 0, to: 69 })).toEqual(inPlace);
});

test('says why there are no estimates', () => {
  const y = Float64Array.from({ length: 40 }, (_, t) => Math.sin(t));
  const constant = new Float64Array(40).fill(0.1);
  expect(simpleRegression({ values: y }, { values: constant }, { from: 0, to: 39 })).toEqual({
    ok: false,
    observations: 40,
    reason: 'constant_regressor',
  });
  expect(simpleRegression({ values: y }, { values: y }, { from: 0, to: 28 })).toEqual({
    ok: false,
    observations: 29,
    reason: 'too_few_observations',
  });
});

test('on pure noise the t-tests reject about 5 % of the time', () => {
  const z = normals(20);
  const draws = 4000;
  let classical = 0;
  let hac = 0;
  for (let k = 0; k < draws; k++) {
    const y = Float64Array.from({ length: 252 }, z);
    const x = Float64Array.from({ length: 252 }, z);
    const fit = simpleRegression({ values: y }, { values: x }, { from: 0, to: 251 });
    if (!fit.ok) throw new Error(fit.reason);
    if (fit.pValue < 0.05) classical++;
    if (Math.abs(fit.neweyWestBetaT) > 1.96) hac++;
  }
  expect(classical / draws).toBeGreaterThan(0.04);
  expect(classical / draws).toBeLessThan(0.06);
  expect(hac / draws).toBeGreaterThan(0.04);
  expect(hac / draws).toBeLessThan(0.08); // the plain Newey-West t is known to be liberal in samples of a year
});
