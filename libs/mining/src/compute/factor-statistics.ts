import {
  annualisedMean,
  mean,
  probabilisticSharpeRatio,
  robustMean,
  sharpeSample,
  spanningRegression,
  studentTQuantile,
  summariseInformationCoefficient,
} from '@fm/factor-math';
import {
  groupNumbers,
  horizonNumbers,
  numbersOf,
  returnNumbers,
  slopeNumbers,
  tradingNumbers,
} from '@fm/results/numbers';
import type { RangeOfSessions } from '@fm/results';
import type { ComputedFactor, SignalSeries } from './compute-factor.ts';

/** Statistics of a factor over a range by name; null is missing. */
export type Statistics = Readonly<Record<string, number | null>>;

/**
 * Further statistics of a factor over a range: the entries of `returnNumbers` and, for a factor with a signal, of
 * `tradingNumbers`, `horizonNumbers` (`ic{h}Mean` and so on), `groupNumbers` (`quantile{k}Mean` and so on) and `slopeNumbers`.
 * Each is measured by `@fm/factor-math`, which gives its formula and source. Means are per session unless a name says otherwise.
 *
 * Every p-value is two-sided and by a test that keeps its size in short samples: of means and regression coefficients by
 * cosines (`robustMean`, `robustCoefficient`), of information coefficients with an allowance for their overlap. The t beside a
 * p-value is the one that it is of, with Student's distribution of `Degrees` degrees of freedom.
 *
 * @param market - return of the market per session, minus the risk-free rate
 */
export function factorStatistics(computed: ComputedFactor, market: Float64Array, range: RangeOfSessions): Statistics {
  const own = cut(computed.returns.spread, range);
  const returns = present(own);
  const sample = sharpeSample(returns);
  const test = robustMean(returns);
  const reach = test.degrees > 0 ? studentTQuantile(0.975, test.degrees) * test.standardError : NaN;
  const onMarket = spanningRegression(own, [cut(market, range)]);
  return {
    ...numbersOf(returnNumbers, {
      ...{ returns, test, sample, probabilisticSharpe: probabilisticSharpeRatio(sample) },
      interval: [test.mean - reach, test.mean + reach],
      ...(onMarket.ok && { onMarket }),
    }),
    ...(computed.signal === undefined ? {} : signalStatistics(computed.signal, range, annualisedMean(returns))),
  };
}

function signalStatistics(signal: SignalSeries, range: RangeOfSessions, premium: number): Statistics {
  const trading = {
    rankAutocorrelation: mean(present(cut(signal.rankAutocorrelation, range))),
    turnover: mean(present(cut(signal.turnover, range))),
    cost: annualisedMean(cut(signal.cost, range)),
    premium,
  };
  const found = numbersOf(tradingNumbers, trading);
  for (const [horizon, coefficients] of signal.informationCoefficients) {
    const within = coefficients.subarray(Math.max(0, range.from - 1), Math.max(0, range.to - horizon + 1));
    Object.assign(found, numbersOf(horizonNumbers, summariseInformationCoefficient(within, horizon), `ic${horizon}`));
  }
  signal.quantiles.series.forEach((series, at) => {
    Object.assign(found, numbersOf(groupNumbers, robustMean(cut(series, range)), `quantile${at + 1}`));
  });
  const slope = robustMean(cut(signal.slopes.series[1] as Float64Array, range));
  return { ...found, ...numbersOf(slopeNumbers, slope) };
}

function cut(series: Float64Array, { from, to }: RangeOfSessions): Float64Array {
  return series.subarray(from, to + 1);
}

function present(series: Float64Array): Float64Array {
  return series.filter((value) => !Number.isNaN(value));
}
