import { annualisedMean, mean, robustMean, summariseInformationCoefficient } from '@fm/factor-math';
import { fewestStocks, noSector, type SectorSeries } from './sector-series.ts';

/** A factor within one sector over a date range; null is missing. */
export interface SectorResult {
  /** Name of the industry; empty for stocks whose industry is not known. */
  readonly sector: string;
  /** Stocks of the sector with a value, mean of the sessions of the range. */
  readonly stocks: number;
  /** Mean rank information coefficient, and its t, which allows for the overlap of the forward returns. */
  readonly icMean: number | null;
  readonly icTStat: number | null;
  /** Sessions with a coefficient. */
  readonly icSessions: number;
  /** Mean of High minus Low a year, and the t of that mean. */
  readonly spread: number | null;
  readonly spreadTStat: number | null;
  /** Sessions with a portfolio. */
  readonly spreadSessions: number;
  /** Why there is no number; null where there is one. */
  readonly missing: string | null;
}

/** What the series are, and the dates over which they are looked at. */
export interface SectorRange {
  /** ISO dates of the series, ascending. */
  readonly sessions: readonly string[];
  readonly groups: number;
  readonly horizon: number;
  readonly start: string;
  readonly end: string;
}

/**
 * Cuts the series of sectors to a date range, with the estimators of the statistics of a run: of the coefficients those count
 * that are of a value of the session before the range or later, with a forward return that ends within it.
 */
export function sectorsOfRange(
  series: readonly SectorSeries[],
  { sessions, groups, horizon, start, end }: SectorRange,
): SectorResult[] {
  const begin = sessions.findIndex((day) => day >= start);
  const from = begin === -1 ? sessions.length : begin;
  const to = sessions.findLastIndex((day) => day <= end);
  return series.map(({ sector, stocks, coefficients, spread }) => {
    const judged = coefficients.subarray(Math.max(0, from - 1), Math.max(0, to - horizon + 1));
    const coefficient = summariseInformationCoefficient(judged, horizon);
    const returns = spread.subarray(from, to + 1).filter(Number.isFinite);
    const counts = Float64Array.from(stocks.subarray(from, to + 1));
    const isEmpty = coefficient.observations === 0 && returns.length === 0;
    return {
      ...{ sector, stocks: counts.length === 0 ? 0 : mean(counts) },
      ...{ icMean: orNull(coefficient.mean), icTStat: orNull(coefficient.t), icSessions: coefficient.observations },
      ...{ spread: orNull(annualisedMean(returns)), spreadTStat: orNull(robustMean(returns).t) },
      spreadSessions: returns.length,
      missing: isEmpty ? whyEmpty(sector, counts, groups) : null,
    };
  });
}

function whyEmpty(sector: string, counts: Float64Array, groups: number): string {
  if (sector === noSector) return 'no industry of these stocks is known on these sessions';
  const most = counts.reduce((largest, count) => Math.max(largest, count), 0);
  const fewest = fewestStocks(groups);
  if (most < fewest) return `at most ${most} stocks with a value on a session; at least ${fewest} are needed`;
  return 'no session on which its stocks differ in their values and have returns';
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
