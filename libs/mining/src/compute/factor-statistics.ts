import {
  annualisedMean,
  mean,
  probabilisticSharpeRatio,
  robustMean,
  sessionsPerYear,
  sharpeSample,
  spanningRegression,
  studentTQuantile,
  summariseInformationCoefficient,
  type RobustMean,
} from '@fm/factor-math';
import type { RangeOfSessions } from '@fm/results';
import type { ComputedFactor, SignalSeries } from './compute-factor.ts';

/** Statistics of a factor over a range by name; null is missing. */
export type Statistics = Readonly<Record<string, number | null>>;

/**
 * Further statistics of a factor over a range, each from `@fm/factor-math`, which gives its formula and source. Means
 * are per session unless a name says otherwise.
 *
 * Every p-value is two-sided and by a test that keeps its size in short samples: of means and regression coefficients by
 * cosines (`robustMean`, `robustCoefficient`), of information coefficients with an allowance for their overlap. The t beside a
 * p-value is the one that it is of, with Student's distribution of `Degrees` degrees of freedom.
 *
 * - `premiumObservations`, `premiumT`, `premiumPValue`, `premiumLow`, `premiumHigh` (95 % interval, annual),
 *   `sharpePerSession`, `premiumSkewness`, `premiumKurtosis`, `probabilisticSharpe`
 * - `marketAlpha` (annual), `marketAlphaT`, `marketAlphaPValue`, `marketBeta`: F, which costs nothing, against the market's return
 *   minus the risk-free rate
 * - `ic{h}Mean`, `ic{h}StandardDeviation`, `ic{h}Ratio`, `ic{h}PositiveShare` (sessions above 0 over sessions that have
 *   one), `ic{h}T`, `ic{h}Degrees`, `ic{h}PValue`: rank information coefficient at h sessions; only forward returns that end
 *   within the range count
 * - `rankAutocorrelation`, `turnover` (one-way, per session), `tradingCost` (annual), `netPremium`: what the holder of the
 *   side that pays keeps a year, `|premium| - tradingCost`
 * - `quantile{k}Mean`, `quantile{k}T`, `quantile{k}Degrees`, `quantile{k}PValue`: groups from the lowest signal up
 * - `famaMacBethPremium`, `famaMacBethT`, `famaMacBethDegrees`, `famaMacBethPValue`: per cross-sectional standard deviation
 *   of the signal
 *
 * @param market - return of the market per session, minus the risk-free rate
 */
export function factorStatistics(computed: ComputedFactor, market: Float64Array, range: RangeOfSessions): Statistics {
  const own = cut(computed.returns.spread, range);
  const there = own.filter((value) => !Number.isNaN(value));
  const sample = sharpeSample(there);
  const against = spanningRegression(own, [cut(market, range)]);
  const found: Record<string, number> = {
    premiumObservations: there.length,
    ...premiumTest(there),
    sharpePerSession: sample.sharpe,
    premiumSkewness: sample.skewness,
    premiumKurtosis: sample.kurtosis,
    probabilisticSharpe: probabilisticSharpeRatio(sample),
    marketAlpha: against.ok ? against.alpha * 252 : NaN,
    marketAlphaT: against.ok ? against.robustAlpha.t : NaN,
    marketAlphaPValue: against.ok ? against.robustAlpha.pValue : NaN,
    marketBeta: against.ok ? (against.betas[0] as number) : NaN,
    ...(computed.signal === undefined ? {} : signalStatistics(computed.signal, range, annualisedMean(there))),
  };
  return Object.fromEntries(
    Object.entries(found).map(([name, value]) => [name, Number.isFinite(value) ? value : null]),
  );
}

function signalStatistics(signal: SignalSeries, range: RangeOfSessions, premium: number): Record<string, number> {
  const tradingCost = annualisedMean(cut(signal.cost, range));
  const found: Record<string, number> = {
    rankAutocorrelation: mean(present(cut(signal.rankAutocorrelation, range))),
    turnover: mean(present(cut(signal.turnover, range))),
    tradingCost,
    netPremium: Math.abs(premium) - tradingCost,
  };
  for (const [horizon, coefficients] of signal.informationCoefficients) {
    const within = coefficients.subarray(Math.max(0, range.from - 1), Math.max(0, range.to - horizon + 1));
    const summary = summariseInformationCoefficient(within, horizon);
    found[`ic${horizon}Mean`] = summary.mean;
    found[`ic${horizon}StandardDeviation`] = summary.standardDeviation;
    found[`ic${horizon}Ratio`] = summary.ratio;
    found[`ic${horizon}PositiveShare`] = mean(present(within).map((coefficient) => (coefficient > 0 ? 1 : 0)));
    Object.assign(found, testOf(`ic${horizon}`, summary));
  }
  signal.quantiles.series.forEach((series, at) => {
    const group = robustMean(cut(series, range));
    found[`quantile${at + 1}Mean`] = group.mean;
    Object.assign(found, testOf(`quantile${at + 1}`, group));
  });
  const slope = robustMean(cut(signal.slopes.series[1] as Float64Array, range));
  found['famaMacBethPremium'] = slope.mean;
  return { ...found, ...testOf('famaMacBeth', slope) };
}

/** t, degrees of freedom and p-value of a test. */
function testOf(name: string, { t, degrees, pValue }: RobustMean): Record<string, number> {
  return { [`${name}T`]: t, [`${name}Degrees`]: degrees, [`${name}PValue`]: pValue };
}

/** Test of the mean return and its 95 % interval, mean and interval annualised. */
function premiumTest(returns: Float64Array): Record<string, number> {
  const test = robustMean(returns);
  const reach = test.degrees > 0 ? studentTQuantile(0.975, test.degrees) * test.standardError : NaN;
  return {
    premiumT: test.t,
    premiumPValue: test.pValue,
    premiumLow: (test.mean - reach) * sessionsPerYear,
    premiumHigh: (test.mean + reach) * sessionsPerYear,
  };
}

function cut(series: Float64Array, { from, to }: RangeOfSessions): Float64Array {
  return series.subarray(from, to + 1);
}

function present(series: Float64Array): Float64Array {
  return series.filter((value) => !Number.isNaN(value));
}
