import type { FactorType } from '@fm/factors';
import type { Coverage, DropReason } from './coverage.ts';
import type { StudiesOfRange } from './evidence/store-evidence.ts';

/** Regression of one stock's return on one factor return over one date range; null is missing, with `dropReason`. */
export interface StockResult {
  readonly factor: string;
  readonly symbol: string;
  readonly start: string;
  readonly end: string;
  readonly observations: number;
  /** Mean daily return not explained by the factor, a fraction. */
  readonly alpha: number | null;
  readonly beta: number | null;
  readonly alphaTStat: number | null;
  /** Classical t-statistic of beta, n - 2 degrees of freedom. */
  readonly tStat: number | null;
  /** t-statistic of beta with the Newey-West covariance (Bartlett kernel, lag floor(4 (n/100)^(2/9))). */
  readonly tStatNeweyWest: number | null;
  readonly pValue: number | null;
  /** Benjamini-Hochberg over the stocks of the factor and range. */
  readonly pValueAdjusted: number | null;
  readonly rSquared: number | null;
  /** 95 % confidence interval of beta. */
  readonly betaLow: number | null;
  readonly betaHigh: number | null;
  /** The same against the factor return without the stock's own position. */
  readonly betaExSelf: number | null;
  readonly tStatExSelf: number | null;
  readonly rSquaredExSelf: number | null;
  readonly dropReason: DropReason | null;
}

/** Factor-level result of one date range; null is missing. */
export interface FactorSummary {
  readonly factor: string;
  readonly factorType: FactorType;
  readonly start: string;
  readonly end: string;
  /** Stocks with a regression. */
  readonly stocks: number;
  readonly meanBeta: number | null;
  /** Mean of the signed t-statistics. */
  readonly meanTStat: number | null;
  readonly meanRSquared: number | null;
  /** Stocks significant at 5 %, before and after Benjamini-Hochberg. */
  readonly significant: number;
  readonly significantAdjusted: number;
  /** Annualised mean of the long-short return (x 252), a fraction. */
  readonly premium: number | null;
  /** Annualised standard deviation of the long-short return, a fraction. */
  readonly volatility: number | null;
  readonly sharpe: number | null;
  /** Largest fall of the compounded long-short return from its running maximum, a fraction <= 0. */
  readonly maxDrawdown: number | null;
  /** t of the mean long-short return with Newey-West, lag floor(4 (n/100)^(2/9)). */
  readonly premiumTStat: number | null;
  /** Further statistics by name. */
  readonly statistics: Readonly<Record<string, number | null>>;
  readonly coverage: Coverage;
}

/** What one run of one factor computed. */
export interface FactorResult {
  readonly summaries: readonly FactorSummary[];
  readonly details: readonly StockResult[];
  readonly studies: readonly StudiesOfRange[];
}
