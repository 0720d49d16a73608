import { mean, studentTQuantile, summariseInformationCoefficient } from '@fm/factor-math';
import { type RankSeries, sizeGroups } from './rank-series.ts';

/** A mean information coefficient with its tests; its numbers are null where it cannot be computed. */
export interface TestedCoefficient {
  /** Sessions of the forward return. */
  readonly horizon: number;
  readonly mean: number | null;
  /** 95 % interval by cosines and Student's t, which allows for the overlap of the returns. */
  readonly low: number | null;
  readonly high: number | null;
  /** The t of that interval. */
  readonly tStat: number | null;
  /** t by Newey and West with at least `horizon - 1` lags; in short samples too large to be read as normal. */
  readonly neweyWestT: number | null;
  readonly lags: number;
  /** Sessions with a coefficient. */
  readonly sessions: number;
}

/** The information coefficient among stocks of one group by market value. */
export interface SizeCoefficient extends TestedCoefficient {
  readonly group: (typeof sizeGroups)[number];
  /** Stocks with a signal in the group, mean of the sessions with a coefficient. */
  readonly stocks: number | null;
}

/** A calendar month of a ranking, means over its sessions. */
export interface RankingMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly rankAutocorrelation: number | null;
  readonly renewedHigh: number | null;
  readonly renewedLow: number | null;
}

/** A ranking over one date range. */
export interface RangeRanking {
  /** ISO dates of the returns of the groups. */
  readonly dates: readonly string[];
  /** Return of each group per session, the lowest signals first; NaN is missing. */
  readonly groups: readonly Float64Array[];
  readonly lag: number;
  readonly months: readonly RankingMonth[];
  readonly decay: readonly TestedCoefficient[];
  /** By market value; absent where none is known. */
  readonly sizes?: readonly SizeCoefficient[];
  /** Share of the ranked stocks with a market value; null where none is known. */
  readonly sized: number | null;
}

/**
 * Cuts a ranking to a date range: of the coefficients only those count that are of a signal of the session before the range
 * or later, with a forward return that ends within it, as in the statistics of a run.
 *
 * @param range - first and last day, inclusive
 */
export function rankingOfRange(
  series: RankSeries,
  range: { readonly start: string; readonly end: string },
): RangeRanking {
  const { sessions, sizes } = series;
  const begin = sessions.findIndex((day) => day >= range.start);
  const from = begin === -1 ? sessions.length : begin;
  const to = sessions.findLastIndex((day) => day <= range.end);
  const dates = sessions.slice(from, to + 1);
  const judged = <List extends Float64Array | Uint32Array>(of: List, horizon: number): List =>
    of.subarray(Math.max(0, from - 1), Math.max(0, to - horizon + 1)) as List;
  const own = <List extends Float64Array | Uint32Array>(of: List): List => of.subarray(from, to + 1) as List;
  const bySize = sizes?.coefficients.map((of, at): SizeCoefficient => {
    const coefficients = judged(of, sizes.horizon);
    const stocks = judged(sizes.stocks[at] as Uint32Array, sizes.horizon);
    const counts = Float64Array.from(stocks).filter((_, t) => Number.isFinite(coefficients[t]));
    return {
      group: sizeGroups[at] as SizeCoefficient['group'],
      ...tested(coefficients, sizes.horizon),
      stocks: orNull(mean(counts)),
    };
  });
  return {
    ...{ dates, lag: series.lag, groups: series.groups.map((group) => own(group)) },
    months: byMonth(dates, {
      rankAutocorrelation: own(series.rankAutocorrelation),
      renewedHigh: own(series.renewedHigh),
      renewedLow: own(series.renewedLow),
    }),
    decay: [...series.coefficients].map(([horizon, of]) => tested(judged(of, horizon), horizon)),
    ...(bySize !== undefined && { sizes: bySize }),
    sized:
      sizes === undefined
        ? null
        : shareOf(
            sizes.stocks.map((counts) => own(counts)),
            own(sizes.ranked),
          ),
  };
}

function tested(coefficients: Float64Array, horizon: number): TestedCoefficient {
  const found = summariseInformationCoefficient(coefficients, horizon);
  const reach = found.degrees > 0 ? studentTQuantile(0.975, found.degrees) * found.standardError : NaN;
  return {
    ...{ horizon, mean: orNull(found.mean), low: orNull(found.mean - reach), high: orNull(found.mean + reach) },
    ...{ tStat: orNull(found.t), neweyWestT: orNull(found.neweyWestT), lags: found.lag },
    sessions: found.observations,
  };
}

function byMonth(
  dates: readonly string[],
  series: Readonly<Record<Exclude<keyof RankingMonth, 'month'>, Float64Array>>,
): RankingMonth[] {
  const months = new Map<string, number[]>();
  dates.forEach((date, t) => {
    const month = date.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), t]);
  });
  return [...months].map(([month, places]) => {
    const meanOf = (of: Float64Array): number | null => {
      const there = places.map((t) => of[t] as number).filter(Number.isFinite);
      return there.length === 0 ? null : mean(Float64Array.from(there));
    };
    return {
      month,
      rankAutocorrelation: meanOf(series.rankAutocorrelation),
      renewedHigh: meanOf(series.renewedHigh),
      renewedLow: meanOf(series.renewedLow),
    };
  });
}

function shareOf(parts: readonly Uint32Array[], all: Uint32Array): number | null {
  const sum = (counts: Uint32Array): number => counts.reduce((total, count) => total + count, 0);
  const ranked = sum(all);
  return ranked === 0 ? null : parts.reduce((total, counts) => total + sum(counts), 0) / ranked;
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
