import type { RobustMean, SharpeSample, SpanningRegression } from '@fm/factor-math';
import { cosines, onMarket } from './estimators.ts';
import type { NumberTable } from './number-entry.ts';

/** What is measured of the factor return F over a range. */
export interface MeasuredReturn {
  /** F of the sessions that have one. */
  readonly returns: Float64Array;
  /** Test of the mean of F. */
  readonly test: RobustMean;
  /** 95 % interval of the mean of F, per session. */
  readonly interval: readonly [low: number, high: number];
  readonly sample: SharpeSample;
  readonly probabilisticSharpe: number;
  /** F on the market's return minus the risk-free rate; F itself costs nothing. Absent if it cannot be estimated. */
  readonly onMarket?: SpanningRegression;
}

const against = 'against the market and other factors';

/** Numbers of the factor return over a range. */
export const returnNumbers: NumberTable<MeasuredReturn> = {
  premiumObservations: {
    ...{ section: 'premium', label: 'sessions with a factor return', unit: 'count', estimator: '' },
    of: ({ returns }) => returns.length,
  },
  premiumT: {
    ...{ section: 'premium', label: 't of the premium, of the p-value', unit: 't', estimator: cosines },
    of: ({ test }) => test.t,
  },
  premiumPValue: {
    ...{ section: 'premium', label: 'p-value of the premium, two-sided', unit: 'p', estimator: cosines },
    of: ({ test }) => test.pValue,
  },
  premiumLow: {
    ...{ section: 'premium', label: '95 % interval of the premium, from', unit: 'fraction a year', estimator: cosines },
    of: ({ interval: [low] }) => low * 252,
  },
  premiumHigh: {
    ...{ section: 'premium', label: '95 % interval of the premium, to', unit: 'fraction a year', estimator: cosines },
    of: ({ interval: [, high] }) => high * 252,
  },
  sharpePerSession: {
    ...{ section: 'premium', label: 'Sharpe ratio per session', unit: 'number' },
    estimator: 'mean over standard deviation (n - 1)',
    of: ({ sample }) => sample.sharpe,
  },
  premiumSkewness: {
    ...{ section: 'premium', label: 'skewness of the factor return', unit: 'number', estimator: 'moments over n' },
    of: ({ sample }) => sample.skewness,
  },
  premiumKurtosis: {
    ...{ section: 'premium', label: 'kurtosis of the factor return (3 = normal)', unit: 'number' },
    estimator: 'moments over n',
    of: ({ sample }) => sample.kurtosis,
  },
  probabilisticSharpe: {
    ...{ section: 'premium', label: 'probability that the Sharpe ratio is above 0', unit: 'probability' },
    estimator: 'Bailey and Lopez de Prado (2012)',
    of: (measured) => measured.probabilisticSharpe,
  },
  marketAlpha: {
    ...{ section: against, label: 'alpha against the market', unit: 'fraction a year', estimator: onMarket },
    of: ({ onMarket: found }) => (found?.alpha ?? NaN) * 252,
  },
  marketAlphaT: {
    ...{ section: against, label: 't of alpha against the market', unit: 't', estimator: cosines },
    of: ({ onMarket: found }) => found?.robustAlpha.t ?? NaN,
  },
  marketAlphaPValue: {
    ...{ section: against, label: 'p-value of that alpha', unit: 'p', estimator: cosines },
    of: ({ onMarket: found }) => found?.robustAlpha.pValue ?? NaN,
  },
  marketBeta: {
    ...{ section: against, label: 'beta against the market', unit: 'number', estimator: onMarket },
    of: ({ onMarket: found }) => found?.betas[0] ?? NaN,
  },
};
