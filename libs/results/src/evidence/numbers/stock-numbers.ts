import type { CrossFittedPremium, EventStudy } from '@fm/factor-math';
import { cosines, exSelf } from './estimators.ts';
import type { NumberTable, SeriesTable } from './number-entry.ts';

/** p-values of the betas of the stocks on the factor return without their own position, over a range; NaN without one. */
export interface MeasuredExSelf {
  readonly pValues: Float64Array;
  /** The same, adjusted over the stocks (Benjamini-Hochberg). */
  readonly adjusted: Float64Array;
}

const below = (values: Float64Array): number => values.filter((value) => value < 0.05).length;

/** Stocks with a significant beta on the factor return without their own position. */
export const exSelfNumbers: NumberTable<MeasuredExSelf> = {
  significantExSelf: {
    ...{ section: 'cross-section', label: 'stocks with p below 5 %, own position left out', unit: 'count' },
    estimator: exSelf,
    of: ({ pValues }) => below(pValues),
  },
  significantExSelfAdjusted: {
    ...{ section: 'cross-section', label: 'stocks with p below 5 %, own position left out, adjusted', unit: 'count' },
    estimator: `${exSelf}; Benjamini-Hochberg`,
    of: ({ adjusted }) => below(adjusted),
  },
};

/** Price per session of the betas of the stocks on the factor return, see `crossFittedPremium` of `@fm/factor-math`. */
export const twoPassNumbers: NumberTable<CrossFittedPremium> = {
  twoPassPremium: {
    ...{ section: 'cross-section', label: 'price of a beta of 1 on the factor', unit: 'fraction a session' },
    estimator: 'two-pass Fama-MacBeth, betas on the factor return without the stock, of the other half of the range',
    of: ({ mean }) => mean,
  },
  twoPassT: {
    ...{ section: 'cross-section', label: 't of that price', unit: 't', estimator: cosines },
    of: ({ t }) => t,
  },
  twoPassPValue: {
    ...{ section: 'cross-section', label: 'p-value of that price', unit: 'p', estimator: cosines },
    of: ({ pValue }) => pValue,
  },
  twoPassAssets: {
    ...{ section: 'cross-section', label: 'stocks with a beta', unit: 'count', estimator: '' },
    of: ({ assets }) => assets,
  },
};

/** Tests that the groups of the sort have no alpha against the market; NaN if they cannot be made. */
export interface MeasuredGroupAlphas {
  readonly joint: { readonly statistic: number; readonly pValue: number };
  readonly textbook: { readonly statistic: number };
}

const jointCosines = 'equal-weighted cosines, F (Sun 2013)';

/**
 * Numbers of all groups but the middle one, which the market and the others determine. The F of Gibbons, Ross and Shanken
 * takes returns as independent and normal and rejects too often where they are not, so no p-value is computed from it.
 */
export const groupAlphaNumbers: NumberTable<MeasuredGroupAlphas> = {
  groupAlphasF: {
    ...{ section: 'groups of the sort', label: 'F that no group has an alpha against the market', unit: 'number' },
    estimator: jointCosines,
    of: ({ joint }) => joint.statistic,
  },
  groupAlphasPValue: {
    ...{ section: 'groups of the sort', label: 'p-value of that F', unit: 'p', estimator: jointCosines },
    of: ({ joint }) => joint.pValue,
  },
  grsStatistic: {
    ...{ section: 'groups of the sort', label: 'GRS statistic of the groups', unit: 'number' },
    estimator: 'Gibbons, Ross and Shanken (1989)',
    of: ({ textbook }) => textbook.statistic,
  },
};

/** Sessions of the window of {@link entryNumbers} before the entry. */
export const sessionsBeforeEntry = 10;

/** Numbers of the stocks that enter a leg: `entersHighEvents` and so on. */
export const entryNumbers: SeriesTable<EventStudy> = {
  Events: {
    ...{ heading: '', label: 'entries with all their sessions in the range', unit: 'count', estimator: '' },
    of: ({ events }) => events,
  },
  Before: {
    ...{ heading: '', label: 'return of the ten sessions before', unit: 'fraction' },
    estimator: 'market-adjusted, mean over entries',
    of: ({ cumulative }) => cumulative[sessionsBeforeEntry - 1]?.mean ?? NaN,
  },
  After: {
    ...{ heading: '', label: 'return of the entry session and the ten after', unit: 'fraction' },
    estimator: 'market-adjusted, mean per session',
    of: ({ after }) => after.mean,
  },
  AfterT: {
    ...{ heading: '', label: 't of the return after', unit: 't', estimator: cosines },
    of: ({ after }) => after.t,
  },
  AfterPValue: {
    ...{ heading: '', label: 'p-value of the return after', unit: 'p', estimator: cosines },
    of: ({ after }) => after.pValue,
  },
};
