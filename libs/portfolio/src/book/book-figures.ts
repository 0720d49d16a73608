import {
  annualisedMean,
  annualisedVolatility,
  calmarRatio,
  compoundGrowth,
  expectedShortfall,
  returnsByPeriod,
  robustMean,
  sharpeSample,
  sortinoRatio,
  valueAtRisk,
  worstDrawdowns,
  type PeriodReturn,
} from '@fm/factor-math';

/** A fall of wealth with its days; `recovery` is null while it lasts. */
export interface DatedDrawdown {
  /** Session of the peak; null where it is the wealth before the first session. */
  readonly peak: string | null;
  readonly trough: string;
  readonly recovery: string | null;
  /** Between -1 and 0. */
  readonly depth: number;
}

/** Figures of a series of returns; fractions, null is missing. */
export interface ReturnFigures {
  readonly sessions: number;
  /** Mean a year, the mean of a session times 252. */
  readonly mean: number | null;
  /** t and two-sided p of the mean, by cosines (`robustMean`), which keeps its size in short samples. */
  readonly t: number | null;
  readonly pValue: number | null;
  /** Compound growth a year. */
  readonly growth: number | null;
  /** Final wealth from an initial 1. */
  readonly wealth: number | null;
  /** Standard deviation a year, of a session times the root of 252. */
  readonly volatility: number | null;
  /** Mean over deviation a year; of a book without a short side the mean is above the risk-free rate. */
  readonly sharpe: number | null;
  readonly sortino: number | null;
  readonly calmar: number | null;
  /** 5 % quantile of the returns of a session, and the mean of those below it. */
  readonly valueAtRisk: number | null;
  readonly expectedShortfall: number | null;
  /** Third standardised moment of the returns of a session, and the fourth: 3 for a normal distribution. */
  readonly skewness: number | null;
  readonly kurtosis: number | null;
  readonly maxDrawdown: number | null;
  readonly drawdowns: readonly DatedDrawdown[];
  readonly monthly: readonly PeriodReturn[];
  readonly yearly: readonly PeriodReturn[];
}

/**
 * Figures of simple returns per session.
 *
 * @param dates - ISO dates, ascending, one per return
 * @param riskFree - return of a session that is taken off before ratios. @default none, as for a book that costs nothing
 */
export function figuresOf(dates: readonly string[], returns: Float64Array, riskFree?: Float64Array): ReturnFigures {
  const excess = riskFree === undefined ? returns : returns.map((value, t) => value - (riskFree[t] as number));
  const test = robustMean(returns);
  const drawdowns = worstDrawdowns(returns).map(({ peak, trough, recovery, depth }) => ({
    peak: dates[peak] ?? null,
    trough: dates[trough] as string,
    recovery: recovery === undefined ? null : (dates[recovery] as string),
    depth,
  }));
  const sample = sharpeSample(returns.filter((value) => !Number.isNaN(value)));
  return {
    sessions: test.observations,
    mean: orNull(annualisedMean(returns)),
    t: orNull(test.t),
    pValue: orNull(test.pValue),
    growth: orNull(compoundGrowth(returns)),
    wealth: orNull(returns.reduce((wealth, value) => (Number.isNaN(value) ? wealth : wealth * (1 + value)), 1)),
    volatility: orNull(annualisedVolatility(returns)),
    sharpe: orNull(annualisedMean(excess) / annualisedVolatility(excess)),
    sortino: orNull(sortinoRatio(excess)),
    calmar: orNull(calmarRatio(returns)),
    valueAtRisk: orNull(valueAtRisk(returns)),
    expectedShortfall: orNull(expectedShortfall(returns)),
    skewness: orNull(sample.skewness),
    kurtosis: orNull(sample.kurtosis),
    maxDrawdown: test.observations === 0 ? null : (drawdowns[0]?.depth ?? 0),
    drawdowns,
    monthly: returnsByPeriod(dates, returns, 'month'),
    yearly: returnsByPeriod(dates, returns, 'year'),
  };
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
