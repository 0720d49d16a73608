import type { FactorType } from '@fm/factors';
import type { Coverage, DropReason } from './coverage.ts';
import type { Side } from './evidence/holder.ts';
import type { RangeRole } from './evidence/judged-range.ts';
import type { SummaryNumbers } from './evidence/summary-numbers.ts';
import type { StudiesOfRange } from './store/store-evidence.ts';

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
export interface FactorSummary extends SummaryNumbers {
  readonly factor: string;
  readonly factorType: FactorType;
  /** The role of the range in the verdict; '' in results of older runs. */
  readonly role: RangeRole;
  readonly start: string;
  readonly end: string;
  /** The side that the premium pays; null without one. `netPremium` of the statistics is that of its holder. */
  readonly side: Side | null;
  /** Further statistics by name. */
  readonly statistics: Readonly<Record<string, number | null>>;
  readonly coverage: Coverage;
}

/** Statistics of a stock's regression and the columns of `stock_results` they are stored in. */
export const stockStatistics = {
  alpha: 'alpha',
  beta: 'beta',
  alphaTStat: 'alpha_t',
  tStat: 'beta_t',
  tStatNeweyWest: 'beta_t_newey_west',
  pValue: 'p_value',
  pValueAdjusted: 'p_value_adjusted',
  rSquared: 'r_squared',
  betaLow: 'beta_low',
  betaHigh: 'beta_high',
  betaExSelf: 'beta_ex_self',
  tStatExSelf: 'beta_t_ex_self',
  rSquaredExSelf: 'r_squared_ex_self',
} as const;

export type StockStatistic = keyof typeof stockStatistics;

/** Why a stock has no regression, by its number in {@link StockColumns}. */
export const stockDropReasons = ['', 'too_few_observations', 'constant_factor_return'] as const;

/**
 * The regressions of all stocks over all ranges of one factor as columns, element `range * stocks + stock`: what
 * {@link StockResult} is by rows. NaN is missing. Only typed arrays, so a worker thread transfers it without a copy.
 */
export interface StockColumns {
  readonly stocks: number;
  readonly observations: Uint32Array;
  readonly statistics: Readonly<Record<StockStatistic, Float64Array>>;
  /** Beta on the factor return without the stock's own position in the first and the second half of the range; not stored. */
  readonly halfBetas: readonly [Float64Array, Float64Array];
  /** p-value of beta on the factor return without the stock's own position, Student t; counted and not stored. */
  readonly pValueExSelf: Float64Array;
  /** Index into {@link stockDropReasons}. */
  readonly dropReason: Uint8Array;
}

/** What one run of one factor computed. */
export interface FactorResult {
  readonly summaries: readonly FactorSummary[];
  readonly stocks: StockColumns;
  readonly studies: readonly StudiesOfRange[];
}
