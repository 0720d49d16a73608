import type { InformationCoefficient, RobustMean } from '@fm/factor-math';
import { cosines } from './estimators.ts';
import type { NumberTable, SeriesTable } from './number-entry.ts';

/** What is measured of the signal of a factor and the trades that follow it over a range, all of one session on average. */
export interface MeasuredTrading {
  readonly rankAutocorrelation: number;
  /** One way. */
  readonly turnover: number;
  /** Annual. */
  readonly cost: number;
  /** Annual premium. */
  readonly premium: number;
}

/** Numbers of trading on the signal. */
export const tradingNumbers: NumberTable<MeasuredTrading> = {
  rankAutocorrelation: {
    ...{ section: 'trading', label: 'rank autocorrelation of the signal', unit: 'number' },
    estimator: 'Spearman, one session',
    of: (measured) => measured.rankAutocorrelation,
  },
  turnover: {
    ...{ section: 'trading', label: 'turnover a session, one way', unit: 'fraction' },
    estimator: 'value traded in both legs over 4',
    of: (measured) => measured.turnover,
  },
  tradingCost: {
    ...{ section: 'trading', label: 'trading cost', unit: 'fraction a year' },
    estimator: "at the run's cost per value traded",
    of: ({ cost }) => cost,
  },
  netPremium: {
    ...{ section: 'trading', label: 'premium after costs for the holder of the side that pays' },
    ...{ unit: 'fraction a year', estimator: 'absolute premium less trading cost' },
    of: ({ premium, cost }) => Math.abs(premium) - cost,
  },
};

/** Of the coefficients of a horizon of h sessions. */
const overlapping = `${cosines}, at most n / 4 h cosines, no test of n below 6 h`;

/** Numbers of the rank information coefficients of a horizon: `ic5Mean` and so on. Only forward returns that end within the range count. */
export const horizonNumbers = {
  Mean: { heading: 'rank IC', label: 'mean', unit: 'number', estimator: 'Spearman', of: ({ mean }) => mean },
  StandardDeviation: {
    ...{ heading: 'deviation', label: 'standard deviation', unit: 'number', estimator: 'n - 1' },
    of: ({ standardDeviation }) => standardDeviation,
  },
  Ratio: {
    ...{ heading: 'ratio', label: 'mean over standard deviation', unit: 'number' },
    estimator: 'per session, not annualised',
    of: ({ ratio }) => ratio,
  },
  PositiveShare: {
    ...{ heading: 'positive', label: 'share of sessions above 0', unit: 'fraction' },
    estimator: 'of the sessions that have one',
    of: ({ positiveShare }) => positiveShare,
  },
  T: { heading: 't', label: 't', unit: 't', estimator: overlapping, of: ({ t }) => t },
  Degrees: {
    ...{ heading: '', label: 'degrees of freedom of t', unit: 'count', estimator: cosines },
    of: ({ degrees }) => degrees,
  },
  PValue: { heading: 'p', label: 'p-value', unit: 'p', estimator: overlapping, of: ({ pValue }) => pValue },
} as const satisfies SeriesTable<InformationCoefficient>;

/** Numbers of the mean return of a group of the sort: `quantile1Mean` and so on, from the lowest signal up. */
export const groupNumbers = {
  Mean: {
    ...{ heading: 'mean return', label: 'mean return', unit: 'fraction a session', estimator: 'arithmetic mean' },
    of: ({ mean }) => mean,
  },
  T: { heading: 't', label: 't', unit: 't', estimator: cosines, of: ({ t }) => t },
  Degrees: {
    ...{ heading: '', label: 'degrees of freedom of t', unit: 'count', estimator: cosines },
    of: ({ degrees }) => degrees,
  },
  PValue: { heading: 'p', label: 'p-value', unit: 'p', estimator: cosines, of: ({ pValue }) => pValue },
} as const satisfies SeriesTable<RobustMean>;

/** Numbers of the slopes of returns on the signal, per cross-sectional standard deviation of the signal. */
export const slopeNumbers: NumberTable<RobustMean> = {
  famaMacBethPremium: {
    ...{ section: 'cross-section', label: 'premium of one standard deviation of the signal' },
    ...{ unit: 'fraction a session', estimator: 'Fama-MacBeth (1973)' },
    of: ({ mean }) => mean,
  },
  famaMacBethT: {
    ...{ section: 'cross-section', label: 't of that premium', unit: 't', estimator: cosines },
    of: ({ t }) => t,
  },
  famaMacBethDegrees: {
    ...{ section: 'cross-section', label: 'degrees of freedom of that t', unit: 'count', estimator: cosines },
    of: ({ degrees }) => degrees,
  },
  famaMacBethPValue: {
    ...{ section: 'cross-section', label: 'p-value of that premium', unit: 'p', estimator: cosines },
    of: ({ pValue }) => pValue,
  },
};
