import type { SpanningRegression } from '@fm/factor-math';
import { cosines } from './estimators.ts';
import type { NumberTable } from './number-entry.ts';

/** A factor regressed on one factor of each other cluster of a run. */
export interface MeasuredSpanning {
  readonly regression: SpanningRegression;
  /** Number of regressors. */
  readonly factors: number;
}

const section = 'against the market and other factors';
const onOthers = 'OLS on one factor of each other cluster (|correlation| of 0.7 and more)';
const onThree = 'OLS on Rm_Rf, SMB, HML';

/** Numbers of the regression of a factor on the others of its run. */
export const spanningNumbers: NumberTable<MeasuredSpanning> = {
  spanningAlpha: {
    ...{ section, label: 'alpha beyond the other factors', unit: 'fraction a year', estimator: onOthers },
    of: ({ regression }) => regression.alpha * 252,
  },
  spanningAlphaT: {
    ...{ section, label: 't of alpha beyond the other factors', unit: 't', estimator: cosines },
    of: ({ regression }) => regression.robustAlpha.t,
  },
  spanningAlphaPValue: {
    ...{ section, label: 'p-value of that alpha', unit: 'p', estimator: cosines },
    of: ({ regression }) => regression.robustAlpha.pValue,
  },
  spanningRSquared: {
    ...{ section, label: 'R2 of the other factors', unit: 'share of variance', estimator: onOthers },
    of: ({ regression }) => regression.rSquared,
  },
  spanningObservations: {
    ...{ section, label: 'sessions in the regression', unit: 'count', estimator: '' },
    of: ({ regression }) => regression.fit.observations,
  },
  spanningFactors: {
    ...{ section, label: 'other factors in the regression', unit: 'count' },
    estimator: 'one for each cluster of near-duplicates',
    of: ({ factors }) => factors,
  },
};

/** Numbers of the regression of a factor on market, size and value. */
export const threeFactorNumbers: NumberTable<SpanningRegression> = {
  threeFactorAlpha: {
    ...{ section, label: 'alpha against market, size and value', unit: 'fraction a year', estimator: onThree },
    of: ({ alpha }) => alpha * 252,
  },
  threeFactorAlphaT: {
    ...{ section, label: 't of that alpha', unit: 't', estimator: cosines },
    of: ({ robustAlpha }) => robustAlpha.t,
  },
  threeFactorAlphaPValue: {
    ...{ section, label: 'p-value of that alpha', unit: 'p', estimator: cosines },
    of: ({ robustAlpha }) => robustAlpha.pValue,
  },
  threeFactorRSquared: {
    ...{ section, label: 'R2 of market, size and value', unit: 'share of variance', estimator: onThree },
    of: ({ rSquared }) => rSquared,
  },
};
