import { expect, test } from '@jest/globals';
import {
  classicalCovariance,
  neweyWestCovariance,
  ordinaryLeastSquares,
  relativeStrengthIndex,
  whiteCovariance,
} from '../index.ts';
import { expectAllClose, expectClose } from '../testing/close-to.ts';
import { readColumns, testWith } from '../testing/real-data.ts';

const macrodata = 'regression-truth/macrodata.csv';
const spy = 'regression-truth/spy_with_indicators.txt';

testWith(macrodata)('investment on growth and the real rate gives the values of Stata', () => {
  const column = readColumns(macrodata);
  const growth = (name: string): Float64Array =>
    column(name).map((value, t, all) => 400 * (Math.log(value) - Math.log(all[t - 1])));
  const rate = column('realint').map((_, t, all) => (t === 0 ? NaN : all[t - 1]));
  const fit = ordinaryLeastSquares(growth('realinv'), [growth('realgdp'), rate]);
  if (!fit.ok) throw new Error(fit.reason);
  expect(fit.observations).toBe(202);
  // Stata's, as asserted in statsmodels/regression/tests/test_robustcov.py; the constant comes first here.
  expectAllClose(fit.coefficients, [-9.4816727746549, 4.3742216647032, -0.61399696947899], 1e-10);
  expectClose(fit.rSquared, 0.6769775594319385, 1e-10);
  const hc1 = whiteCovariance(fit, 'HC1');
  expect(hc1.estimator).toBe('HC1');
  expectAllClose(hc1.standardErrors, [1.3690593206013, 0.32355452428856, 0.32772840315987], 1e-10);
  const hac = neweyWestCovariance(fit, { lag: 4, smallSample: true });
  expect(hac.estimator).toBe('Newey-West (Bartlett, lag 4, small-sample factor)');
  expectAllClose(hac.standardErrors, [1.1859338087713, 0.33125644884286, 0.29582347593197], 1e-10);
  const plain = neweyWestCovariance(fit, { lag: 4 });
  expectAllClose(plain.standardErrors, [1.17709443, 0.32878742, 0.29361855], 1e-7);
});

testWith(spy)('RSI(14) of SPY has the published values in both forms', () => {
  const column = readColumns(spy);
  const close = column('Close');
  const prices = { days: close.length, stocks: 1, values: close };
  for (const [name, smoothing, tolerance] of [
    ['RSI 14', 'cutler', 5e-4], // what rounding closes of 17,000 to 0.01 moves it by
    ['RSI 14 Wilder', 'wilder', 1e-5],
  ] as const) {
    const published = column(name);
    const ours = relativeStrengthIndex(prices, 14, smoothing).values;
    let compared = 0;
    for (let t = 0; t < close.length; t++) {
      if (Number.isNaN(published[t])) continue;
      compared++;
      expect(Math.abs(ours[t] - published[t])).toBeLessThan(tolerance);
    }
    expect(compared).toBeGreaterThan(480);
  }
});

// Series and values: tests of py-tidyfinance, where they come from R's sandwich::NeweyWest and from statsmodels.
const returns = Float64Array.of(
  0.01,
  -0.02,
  0.015,
  0.03,
  -0.01,
  0.005,
  0.02,
  -0.025,
  0.01,
  0,
  0.018,
  -0.012,
  0.022,
  -0.008,
  0.014,
  0.006,
  -0.019,
  0.011,
  0.027,
  -0.003,
);

test.each([
  [3, 0.00177500880279507],
  [6, 0.0012883225527793873],
  ['automatic', 0.00094140519968821],
] as const)('Newey-West error of a mean with lag %p', (lag, expected) => {
  const fit = ordinaryLeastSquares(returns, []);
  if (!fit.ok) throw new Error(fit.reason);
  expectClose(neweyWestCovariance(fit, { lag }).standardErrors[0], expected, 1e-12);
});

test('a Longley-like design with nearly dependent columns keeps its digits', () => {
  const x = Float64Array.from({ length: 20 }, (_, t) => 1e6 + t);
  const y = x.map((value) => 3 + 2 * value);
  const fit = ordinaryLeastSquares(y, [x]);
  if (!fit.ok) throw new Error(fit.reason);
  expectClose(fit.coefficients[1], 2, 1e-9);
});

test('dependent regressors and too few observations are named, not estimated', () => {
  const x = Float64Array.of(1, 2, 3, 4, 5);
  const twice = x.map((value) => 2 * value);
  expect(ordinaryLeastSquares(x, [x, twice])).toEqual({ ok: false, observations: 5, reason: 'collinear_regressors' });
  expect(ordinaryLeastSquares(x.subarray(0, 2), [x.subarray(0, 2)])).toMatchObject({ reason: 'too_few_observations' });
});

test('classical errors of a mean are sd over root n', () => {
  const fit = ordinaryLeastSquares(returns, []);
  if (!fit.ok) throw new Error(fit.reason);
  const mean = returns.reduce((sum, value) => sum + value) / 20;
  const variance = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 19;
  expectClose(classicalCovariance(fit).standardErrors[0], Math.sqrt(variance / 20), 1e-12);
});
