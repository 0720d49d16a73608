import { expect, test } from '@jest/globals';
import {
  annualisedMean,
  annualisedSharpe,
  annualisedVolatility,
  automaticLag,
  crossSectionalRegressions,
  eventStudy,
  famaMacBeth,
  factorCorrelation,
  maxDrawdown,
  ordinaryLeastSquares,
  simpleReturns,
  spanningRegression,
  twoPassPremium,
} from '../index.ts';
import { expectClose } from '../testing/close-to.ts';
import { panelOf } from '../testing/panels.ts';
import { normals } from '../testing/random.ts';

test('performance figures of a short series, by hand', () => {
  const returns = Float64Array.of(0.1, NaN, -0.5, 0.2, 0.1);
  expectClose(annualisedMean(returns), 252 * -0.025, 1e-12);
  const variance = (0.125 ** 2 + 0.475 ** 2 + 0.225 ** 2 + 0.125 ** 2) / 3;
  expectClose(annualisedVolatility(returns), Math.sqrt(252 * variance), 1e-12);
  expectClose(annualisedSharpe(returns), annualisedMean(returns) / annualisedVolatility(returns), 1e-15);
  expectClose(maxDrawdown(returns), -0.5, 1e-15);
  expect(maxDrawdown(Float64Array.of(-0.1, -0.1))).toBeCloseTo(-0.19, 15);
  expect(maxDrawdown(Float64Array.of(0.1, 0.2))).toBe(0);
  expect(maxDrawdown(Float64Array.of(0.1, -1.4, 0.5, -2))).toBe(-1);
});

test('correlations use the sessions both factors have, and are exactly symmetric', () => {
  const a = Float64Array.of(1, 2, 3, 4, NaN);
  const b = Float64Array.of(2, 4, 6, 8, 1);
  const c = Float64Array.of(1, -1, NaN, 1, -1);
  const m = factorCorrelation([a, b, c, new Float64Array(5)]);
  expect([m[0], m[1], m[4]]).toEqual([1, 1, 1]);
  expectClose(m[2], 2 / 3 / Math.sqrt((14 / 3) * (8 / 3)), 1e-12);
  expect(m[8]).toBe(m[2]);
  expect(m[3]).toBeNaN();
});

test('a spanned factor has no alpha, a paying one does', () => {
  const z = normals(4);
  const market = Float64Array.from({ length: 1500 }, () => 0.01 * z());
  const noise = Float64Array.from({ length: 1500 }, () => 0.005 * z());
  const spanned = spanningRegression(
    market.map((value, t) => 0.6 * value + noise[t]),
    [market],
  );
  const paying = spanningRegression(
    market.map((value, t) => 0.001 + 0.6 * value + noise[t]),
    [market],
  );
  if (!spanned.ok || !paying.ok) throw new Error('no estimates');
  expect(Math.abs(spanned.alphaNeweyWestT)).toBeLessThan(2);
  expect(paying.alphaNeweyWestT).toBeGreaterThan(5);
  expect(paying.robustAlpha.pValue).toBeLessThan(1e-6);
  expectClose(paying.alpha - spanned.alpha, 0.001, 1e-9);
  expect(paying.betas[0]).toBeCloseTo(0.6, 1);
  expect(paying.covariance.estimator).toContain('Newey-West');
});

test('a factor that others determine has no alpha and no t-statistics, which would be those of rounding', () => {
  const z = normals(6);
  const [a, b] = [0, 1].map(() => Float64Array.from({ length: 300 }, () => 0.01 * z())) as [Float64Array, Float64Array];
  const made = spanningRegression(
    a.map((value, t) => 0.6 * value - 0.3 * b[t]),
    [a, b],
  );
  if (!made.ok) throw new Error('no estimates');
  expect([made.alphaT, made.alphaNeweyWestT, made.robustAlpha.pValue, ...made.betaNeweyWestT]).toEqual(
    Array(5).fill(NaN),
  );
  expect(made.alpha).toBeCloseTo(0, 15);
  expectClose(made.betas[0], 0.6, 1e-12);
});

test('the automatic lag grows with the persistence of the scores', () => {
  const z = normals(8);
  const white = Float64Array.from({ length: 800 }, z);
  const persistent = white.slice();
  for (let t = 1; t < 800; t++) persistent[t] += 0.9 * persistent[t - 1];
  const lagOf = (x: Float64Array): number => {
    const fit = ordinaryLeastSquares(x, []);
    if (!fit.ok) throw new Error(fit.reason);
    return automaticLag(fit);
  };
  expect(lagOf(white)).toBeLessThan(8);
  expect(lagOf(persistent)).toBeGreaterThan(12);
});

test('an event study finds the jump planted at the event and counts what it leaves out', () => {
  const z = normals(6);
  const [days, stocks] = [400, 12];
  const market = Float64Array.from({ length: days }, () => 0.01 * z());
  const values = Float64Array.from({ length: days * stocks }, (_, cell) => {
    return 0.9 * market[Math.floor(cell / stocks)] + 0.004 * z();
  });
  const events = Array.from({ length: 10 }, (_, stock) => ({ session: 200 + 10 * stock, stock }));
  for (const { session, stock } of events) values[session * stocks + stock] += 0.05;
  values[250 * stocks + 10] = NaN;
  const left = [
    { session: 20, stock: 0 },
    { session: 395, stock: 0 },
    { session: 252, stock: 10 },
  ];
  const study = eventStudy({ days, stocks, values }, market, [...events, ...left]);
  expect(study.events).toBe(10);
  expect(study.dropped).toEqual({ outside_panel: 2, too_few_observations: 0, constant_market: 0, missing_return: 1 });
  expect(study.abnormal).toHaveLength(21);
  expect(study.abnormal[10].mean).toBeCloseTo(0.05, 2);
  expect(study.abnormal[10].t).toBeGreaterThan(10);
  expect(Math.abs(study.abnormal[5].t)).toBeLessThan(4);
  expect(study.cumulative[20].mean).toBeCloseTo(0.05, 1);
  expect(study.after.mean).toBeCloseTo(0.05, 1);
  expect(study.after.pValue).toBeLessThan(0.05);
  const flat = eventStudy({ days, stocks, values }, new Float64Array(days), events);
  expect(flat.dropped.constant_market).toBe(10);
});

test('an event study of market-adjusted returns is a mean of differences, by hand, and uses no session beyond its range', () => {
  const returns = panelOf([
    [0.01, 0.02],
    [0.03, 0.01],
    [0.05, 0.04],
    [0.02, 0.02],
  ]);
  const market = Float64Array.of(0.01, 0.02, 0.03, 0.02);
  const events = [
    { session: 1, stock: 0 },
    { session: 1, stock: 1 },
    { session: 2, stock: 0 },
  ];
  const options = { model: 'market-adjusted', window: [-1, 1], sessions: { from: 0, to: 2 } } as const;
  const study = eventStudy(returns, market, events, options);
  expect(study.events).toBe(2);
  expect(study.dropped.outside_panel).toBe(1);
  // Abnormal returns: 0, 0.01, 0.02 of the first stock and 0.01, -0.01, 0.01 of the second.
  expectClose(study.abnormal[0].mean, 0.005, 1e-12);
  expectClose(study.cumulative[2].mean, (0.03 + 0.01) / 2, 1e-12);
  expectClose(study.cumulative[2].standardError, 0.01, 1e-9);
  expectClose(study.after.mean, (0.03 + 0) / 2, 1e-12);
  expect(study.after.observations).toBe(1);
});

test('a two-pass premium finds the slope planted across betas, and leaves out what is missing', () => {
  const z = normals(21);
  const [days, stocks] = [300, 20];
  const betas = Float64Array.from({ length: stocks }, (_, i) => (i === 3 ? NaN : 0.5 + i / 20));
  const factor = Float64Array.from({ length: days }, () => 0.002 + 0.01 * z());
  const values = Float64Array.from({ length: days * stocks }, (_, cell) => {
    return (betas[cell % stocks] || 0) * factor[Math.floor(cell / stocks)];
  });
  values[7] = NaN;
  factor[9] = NaN;
  const found = twoPassPremium({ days, stocks, values }, betas, factor);
  expect(found.observations).toBe(days - 1);
  expect(found.assets).toBe(stocks - 1);
  const planted = factor.filter(Number.isFinite);
  expectClose(found.mean, planted.reduce((sum, value) => sum + value, 0) / planted.length, 1e-9);
  expectClose(found.shankenError, found.standardError, 1e-9); // the premium varies only as the factor does
});

test('prices that do not move have returns of exactly 0', () => {
  expect([...simpleReturns(panelOf([[0.3], [0.3], [0.3]])).values]).toEqual([NaN, 0, 0]);
});

test('cross-sections with one and with two regressors give the coefficients planted in them, and skip what they cannot', () => {
  const z = normals(12);
  const [days, stocks] = [30, 40];
  const panel = (value: (cell: number) => number) => ({
    days,
    stocks,
    values: Float64Array.from({ length: days * stocks }, (_, cell) => value(cell)),
  });
  const [a, b] = [panel(z), panel(z)];
  const sessionOf = (cell: number): number => Math.floor(cell / stocks);
  const y = panel((cell) => 0.1 + sessionOf(cell) * a.values[cell] - 3 * b.values[cell]);
  y.values.fill(NaN, 5 * stocks, 6 * stocks - 2);
  const two = crossSectionalRegressions(y, [a, b]);
  expect(two.observations[5]).toBe(2);
  expect(two.series.map((series) => series[5])).toEqual([NaN, NaN, NaN]);
  expectClose(two.series[1][17], 17, 1e-10);
  const window = { from: 10, to: 19 };
  const { premia, periods, meanObservations } = famaMacBeth(two, window);
  expect([periods, meanObservations]).toEqual([10, 40]);
  expectClose(premia[1].mean, 14.5, 1e-10);
  expectClose(premia[2].mean, -3, 1e-10);
  const exact = panel((cell) => 0.2 + sessionOf(cell) * a.values[cell]);
  expectClose(crossSectionalRegressions(exact, [a]).series[1][29], 29, 1e-10);
});
