import type { NumberEntry } from './numbers/number-entry.ts';

/** What is measured of a factor over a range, for the numbers that have a column of their own; NaN is missing. */
export interface MeasuredSummary {
  /** Regressions of the stocks on the factor return, an element per stock; NaN where a stock has none. */
  readonly stocks: Readonly<Record<'beta' | 'tStat' | 'rSquared' | 'pValue' | 'pValueAdjusted', Float64Array>>;
  /** Annual. */
  readonly premium: number;
  /** Annual. */
  readonly volatility: number;
  /** Largest fall of the compounded return from its running maximum, a fraction <= 0. */
  readonly maxDrawdown: number;
  /** t of the mean return by cosines. */
  readonly premiumT: number;
}

/** What a number of a summary is, and where it is stored. */
export interface SummaryNumber extends NumberEntry<MeasuredSummary> {
  /** Its column of `factor_summaries`. */
  readonly column: string;
  /** Heading of its column in a table of results. */
  readonly heading: string;
  /** Statistic that says the same and is shown in its place where all numbers are listed. */
  readonly listedAs?: string;
}

const stocks = 'regressions of the stocks';

/** Mean of the values that are present. */
function mean(values: Float64Array): number {
  let [sum, count] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

function count(values: Float64Array, isCounted: (value: number) => boolean): number {
  return values.reduce((sum, value) => (isCounted(value) ? sum + 1 : sum), 0);
}

const isSignificant = (pValue: number): boolean => pValue < 0.05;

/**
 * The numbers of a summary that have a column of their own in `factor_summaries`, because they are there in SQL for
 * people and for the ledger. All others are in its column `statistics`, see `numbers`. A count is never
 * missing; any other number may be null.
 */
export const summaryNumbers = {
  /** Stocks with a regression. */
  stocks: {
    column: 'stocks',
    section: stocks,
    heading: 'Stocks',
    unit: 'count',
    label: 'stocks with a regression',
    estimator: '',
    of: ({ stocks: { beta } }) => count(beta, (one) => !Number.isNaN(one)),
  },
  meanBeta: {
    column: 'mean_beta',
    section: stocks,
    heading: 'Mean beta',
    unit: 'number',
    label: 'mean beta on the factor return',
    estimator: 'OLS',
    of: ({ stocks: { beta } }) => mean(beta),
  },
  /** Mean of the signed t-statistics. */
  meanTStat: {
    column: 'mean_t_stat',
    section: stocks,
    heading: 'Mean t',
    unit: 't',
    label: 'mean t of beta, signed',
    estimator: 'OLS, n - 2 degrees of freedom',
    of: ({ stocks: { tStat } }) => mean(tStat),
  },
  meanRSquared: {
    column: 'mean_r_squared',
    section: stocks,
    heading: 'Mean R\u00b2',
    unit: 'share of variance',
    label: 'mean R2',
    estimator: 'OLS',
    of: ({ stocks: { rSquared } }) => mean(rSquared),
  },
  /** Stocks significant at 5 %, before and after Benjamini-Hochberg. */
  significant: {
    column: 'significant',
    section: stocks,
    heading: 'Significant 5 %, own position included',
    unit: 'count',
    label: 'stocks with p below 5 %, own position in the factor return',
    estimator: 'Student t',
    of: ({ stocks: { pValue } }) => count(pValue, isSignificant),
  },
  significantAdjusted: {
    column: 'significant_adjusted',
    section: stocks,
    heading: 'Adjusted, own position included',
    unit: 'count',
    label: 'stocks with p below 5 %, adjusted',
    estimator: 'Benjamini-Hochberg',
    of: ({ stocks: { pValueAdjusted } }) => count(pValueAdjusted, isSignificant),
  },
  /** Annualised mean of the long-short return (x 252), a fraction. */
  premium: {
    column: 'premium',
    section: 'premium',
    heading: 'Premium per year',
    unit: 'fraction a year',
    label: 'premium, High minus Low',
    estimator: 'arithmetic mean x 252',
    of: ({ premium }) => premium,
  },
  /** Annualised standard deviation of the long-short return, a fraction. */
  volatility: {
    column: 'volatility',
    section: 'premium',
    heading: 'Volatility per year',
    unit: 'fraction a year',
    label: 'volatility',
    estimator: 'standard deviation x sqrt(252)',
    of: ({ volatility }) => volatility,
  },
  sharpe: {
    column: 'sharpe',
    section: 'premium',
    heading: 'Sharpe ratio',
    unit: 'number',
    label: 'Sharpe ratio, annual',
    estimator: 'no risk-free rate: the portfolio costs nothing',
    of: ({ premium, volatility }) => premium / volatility,
  },
  /** Largest fall of the compounded long-short return from its running maximum, a fraction <= 0. */
  maxDrawdown: {
    column: 'max_drawdown',
    section: 'premium',
    heading: 'Max. drawdown',
    unit: 'fraction',
    label: 'largest drawdown of High minus Low',
    estimator: 'compounded return',
    of: ({ maxDrawdown }) => maxDrawdown,
  },
  /** t of the mean long-short return by cosines, the one that its p-value is of; null in runs that have no such p-value. */
  premiumTStat: {
    column: 'premium_t_stat',
    section: 'premium',
    heading: 'Premium t',
    unit: 't',
    listedAs: 'premiumT',
    label: 't of the premium, of the p-value',
    estimator: 'equal-weighted cosines, Student t',
    of: ({ premiumT }) => premiumT,
  },
} as const satisfies Readonly<Record<string, SummaryNumber>>;

export type SummaryNumberName = keyof typeof summaryNumbers;

/** The numbers of {@link summaryNumbers} by name; null is missing. */
export type SummaryNumbers = {
  readonly [Name in SummaryNumberName]: (typeof summaryNumbers)[Name]['unit'] extends 'count' ? number : number | null;
};

export const summaryNumberEntries = Object.entries(summaryNumbers) as readonly (readonly [
  SummaryNumberName,
  SummaryNumber,
])[];
