import { expect, test } from '@jest/globals';
import {
  classicalCovariance,
  crossSectionalRegressions,
  famaMacBeth,
  gibbonsRossShanken,
  meanTest,
  neweyWestCovariance,
  ordinaryLeastSquares,
  simpleRegression,
  twoPassPremium,
  twoPassRegression,
  whiteCovariance,
  type LeastSquaresFit,
} from '../index.ts';
import { expectAllClose, expectClose } from '../testing/close-to.ts';
import { inverse, leastSquares, multiply, transpose } from '../testing/plain-matrices.ts';
import { readColumns, readReal, testWith } from '../testing/real-data.ts';

const folder = 'fama-french';

function fitted(y: Float64Array, regressors: readonly Float64Array[]): LeastSquaresFit {
  const fit = ordinaryLeastSquares(y, regressors);
  if (!fit.ok) throw new Error(fit.reason);
  return fit;
}

testWith(`${folder}/linearmodels/french.csv.bz2`)('three-factor regressions of nine portfolios', () => {
  const column = readColumns(`${folder}/linearmodels/french.csv.bz2`);
  const expected = JSON.parse(readReal(`${folder}/expected/timeseries_ff3_french.json`)) as FrenchExpected;
  const factors = ['MktRF', 'SMB', 'HML'].map(column);
  const riskFree = column('RF');
  expect(expected.rows).toHaveLength(9);
  for (const row of expected.rows) {
    const fit = fitted(
      column(row.portfolio).map((value, t) => value - riskFree[t]),
      factors,
    );
    expect(fit.observations).toBe(819);
    expectAllClose(
      fit.coefficients,
      ['const', 'MktRF', 'SMB', 'HML'].map((name) => row.coef[name]),
    );
    expectAllClose(classicalCovariance(fit).tStatistics, row.t_ols);
    expectAllClose(neweyWestCovariance(fit, { lag: 6 }).tStatistics, row.t_nw6);
    expectClose(fit.rSquared, row.r2);
  }
  for (const row of expected.factor_means) {
    const result = meanTest(column(row.factor), 6);
    expectAllClose([result.mean, result.t, result.neweyWestT], [row.mean, row.t_ols, row.t_nw6]);
  }
});

interface FrenchExpected {
  readonly rows: { portfolio: string; coef: Record<string, number>; t_ols: number[]; t_nw6: number[]; r2: number }[];
  readonly factor_means: { factor: string; mean: number; t_ols: number; t_nw6: number }[];
}

testWith(`${folder}/petersen/petersen.csv`)('the panel of Petersen (2009)', () => {
  const column = readColumns(`${folder}/petersen/petersen.csv`);
  const expected = JSON.parse(readReal(`${folder}/expected/petersen.json`)) as PetersenExpected;
  const [firm, year, x, y] = ['firm', 'year', 'x', 'y'].map(column);
  const pooled = fitted(y, [x]);
  expectAllClose(pooled.coefficients, expected.ols.coef);
  expectAllClose(classicalCovariance(pooled).standardErrors, expected.ols.se);
  expectAllClose(whiteCovariance(pooled, 'HC1').standardErrors, expected.ols.se_white_hc1);
  const simple = simpleRegression({ values: y }, { values: x }, { from: 0, to: y.length - 1 });
  if (!simple.ok) throw new Error(simple.reason);
  expectAllClose([simple.alpha, simple.beta], expected.ols.coef);
  expectAllClose([simple.alphaStandardError, simple.betaStandardError], expected.ols.se);

  const panel = (from: Float64Array) => {
    const values = new Float64Array(5000);
    from.forEach((value, row) => (values[(year[row] - 1) * 500 + firm[row] - 1] = value));
    return { days: 10, stocks: 500, values };
  };
  const { premia, periods, meanObservations } = famaMacBeth(crossSectionalRegressions(panel(y), [panel(x)]));
  expect([periods, meanObservations]).toEqual([10, 500]);
  expectAllClose(
    premia.map((one) => one.mean),
    expected.fama_macbeth.coef,
  );
  expectAllClose(
    premia.map((one) => one.standardError),
    expected.fama_macbeth.se,
  );
  expectAllClose([premia[1].mean, premia[1].standardError], [1.0355861, 0.0333416], 1e-6);
  expectAllClose([premia[0].mean, premia[0].standardError], [0.031278, 0.0233565], 1e-5);
});

interface PetersenExpected {
  readonly ols: { coef: number[]; se: number[]; se_white_hc1: number[] };
  readonly fama_macbeth: { coef: number[]; se: number[] };
}

testWith(`${folder}/petersen/Investment.csv`)('Newey-West on the Investment series of R sandwich', () => {
  const column = readColumns(`${folder}/petersen/Investment.csv`);
  const expected = JSON.parse(readReal(`${folder}/expected/newey_west_investment.json`)) as InvestmentExpected;
  const fit = fitted(column('RealInv'), [column('RealGNP'), column('RealInt')]);
  expectAllClose(fit.coefficients, expected.coef);
  const covariance = neweyWestCovariance(fit, { lag: 4 });
  expectAllClose(covariance.values, expected.NW_lag4_no_prewhite_no_adjust_cov.flat());
  expectAllClose(covariance.tStatistics, expected.t);
});

interface InvestmentExpected {
  readonly coef: number[];
  readonly NW_lag4_no_prewhite_no_adjust_cov: number[][];
  readonly t: number[];
}

const portfolios25 = `${folder}/huning2009-MIT/25_Portfolios_5x5.CSV`;
const factorFile = `${folder}/huning2009-MIT/F-F_Research_Data_Factors.CSV`;

/** Excess returns of the 25 portfolios and the three factors over the months that both files have, in percent. */
function sizeAndValue(): { assets: Float64Array[]; factors: Float64Array[] } {
  const portfolios = readColumns(portfolios25);
  const factor = readColumns(factorFile);
  const months = portfolios('');
  const rowOf = new Map([...factor('')].map((month, row) => [month, row]));
  const kept = [...months.keys()].filter((row) => rowOf.has(months[row]));
  const names = readReal(portfolios25).split(/\r?\n/, 1)[0].split(',').slice(1);
  const pick = (name: string): Float64Array => {
    const series = factor(name);
    return Float64Array.from(kept, (row) => series[rowOf.get(months[row]) as number]);
  };
  const excess = (series: Float64Array): Float64Array => Float64Array.from(kept, (row, t) => series[row] - riskFree[t]);
  const riskFree = pick('RF');
  return {
    assets: names.map((name) => excess(portfolios(name))),
    factors: ['Mkt-RF', 'SMB', 'HML'].map(pick),
  };
}

testWith(portfolios25)('25 size and book-to-market portfolios: both passes equal plain matrix algebra', () => {
  const { assets, factors } = sizeAndValue();
  const periods = factors[0].length;
  expect([assets.length, periods > 600]).toEqual([25, true]);
  const result = twoPassRegression(assets, factors);
  if (!result.ok) throw new Error(result.reason);

  const design = transpose([factors[0].map(() => 1), ...factors].map((x) => [...x]));
  const first = leastSquares(design, transpose(assets.map((x) => [...x])));
  result.firstPass.forEach((fit, i) =>
    expectAllClose(
      fit.coefficients,
      first.map((row) => row[i]),
      1e-9,
    ),
  );

  const exposures = assets.map((_, i) => [1, first[1][i], first[2][i], first[3][i]]);
  const premia = leastSquares(
    exposures,
    assets.map((x) => [...x]),
  );
  const means = premia.map((row) => row.reduce((sum, value) => sum + value) / periods);
  const covariance = covarianceOf(
    factors.map((x) => [...x]),
    periods - 1,
  );
  const lambda = means.slice(1).map((value) => [value]);
  const c = multiply(transpose(lambda), multiply(inverse(covariance), lambda))[0][0];
  expectClose(result.shankenFactor, c);
  result.premia.forEach((premium, j) => {
    const variance = covarianceOf([premia[j]], periods - 1)[0][0] / periods;
    const own = j === 0 ? 0 : covariance[j - 1][j - 1] / periods;
    expectClose(premium.mean, means[j], 1e-8);
    expectClose(premium.standardError, Math.sqrt(variance), 1e-8);
    expectClose(premium.shankenError, Math.sqrt((1 + c) * (variance - own) + own), 1e-8);
  });
});

testWith(portfolios25)('the two passes of one factor in closed form equal those by QR, in percent a month', () => {
  const { assets, factors } = sizeAndValue();
  const [market] = factors;
  const general = twoPassRegression(assets, [market]);
  if (!general.ok) throw new Error(general.reason);
  const stocks = assets.length;
  const values = Float64Array.from({ length: market.length * stocks }, (_, cell) => {
    return assets[cell % stocks][Math.floor(cell / stocks)];
  });
  const betas = Float64Array.from(general.firstPass, (fit) => fit.coefficients[1]);
  const one = twoPassPremium({ days: market.length, stocks, values }, betas, market);
  const expected = general.premia[1];
  expectClose(one.shankenFactor, general.shankenFactor, 1e-9);
  expectAllClose(
    [one.mean, one.standardError, one.neweyWestT, one.shankenError, one.shankenT],
    [expected.mean, expected.standardError, expected.neweyWestT, expected.shankenError, expected.shankenT],
    1e-8,
  );
});

testWith(portfolios25)('GRS equals the gain in squared Sharpe ratio that the assets add to the factors', () => {
  const { assets, factors } = sizeAndValue();
  const periods = factors[0].length;
  const result = gibbonsRossShanken(assets, factors);
  if (!result.ok) throw new Error(result.reason);
  const best = (series: Float64Array[]): number => {
    const means = series.map((x) => [x.reduce((sum, value) => sum + value) / periods]);
    const covariance = covarianceOf(
      series.map((x) => [...x]),
      periods,
    );
    return multiply(transpose(means), multiply(inverse(covariance), means))[0][0];
  };
  const factorsOnly = best(factors);
  const gain = (best([...factors, ...assets]) - factorsOnly) / (1 + factorsOnly);
  expectClose(result.statistic, ((periods - 25 - 3) / 25) * gain, 1e-8);
  expect(result.degrees).toEqual([25, periods - 28]);
  expect(result.pValue).toBeLessThan(1e-6);
});

function covarianceOf(rows: number[][], divisor: number): number[][] {
  const centred = rows.map((row) => {
    const mean = row.reduce((sum, value) => sum + value) / row.length;
    return row.map((value) => value - mean);
  });
  return multiply(centred, transpose(centred)).map((row) => row.map((value) => value / divisor));
}

test('an asset with missing months is refused by both joint tests', () => {
  const factor = Float64Array.from({ length: 50 }, (_, t) => Math.sin(t));
  const gap = factor.map((value, t) => (t === 7 ? NaN : value * value));
  expect(twoPassRegression([gap], [factor])).toEqual({ ok: false, reason: 'missing_returns' });
  expect(gibbonsRossShanken([gap], [factor])).toEqual({ ok: false, reason: 'missing_returns' });
});
