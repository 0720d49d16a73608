import {
  forwardReturns,
  legRenewal,
  type Panel,
  quantileReturns,
  rankCorrelations,
  sessionOrders,
  sortedPortfolios,
  withinSizeGroups,
} from '@fm/factor-math';
import type { Market } from '@fm/market';
import { valuesOfMembers } from '@fm/results/treatment';

/** Horizons in sessions at which every factor is judged, beside those of its run. */
export const usualHorizons = [1, 5, 10, 21, 63] as const;

/** Groups of stocks by market value, the smallest first. */
export const sizeGroups = ['small', 'medium', 'large'] as const;

/** What a ranking is made of. */
export interface RankingInputs {
  readonly market: Pick<Market, 'sessions' | 'returns' | 'allReturns' | 'member'>;
  /** f[i,t] by which a run ranked its stocks, sessions x stocks. */
  readonly scores: Panel;
  /** Market values as known at each session, sessions x stocks; absent where none is known. */
  readonly sizes?: Panel;
  readonly rules: RankingRules;
}

/** How a run ranks, and the period after which it would be ranked again. */
export interface RankingRules {
  /** Groups of the sort. */
  readonly groups: number;
  readonly weighting: 'equal' | 'cap';
  /** Horizons of the run, sessions, ascending; stocks by size are judged at the longest. */
  readonly horizons: readonly number[];
  /** Sessions from one rebalancing to the next. */
  readonly lag: number;
}

/** Series per session of a ranking over the whole calendar; ranges only cut them. */
export interface RankSeries {
  /** ISO dates, ascending. */
  readonly sessions: readonly string[];
  /** Return of each group, the lowest signals first; NaN on sessions without groups. */
  readonly groups: readonly Float64Array[];
  /** Rank information coefficient of the session's signal by horizon in sessions, ascending. */
  readonly coefficients: ReadonlyMap<number, Float64Array>;
  /** Spearman's correlation of the session's signal with that of `lag` sessions before. */
  readonly rankAutocorrelation: Float64Array;
  /** Share of the stocks of the outer groups that were not in them `lag` sessions before. */
  readonly renewedHigh: Float64Array;
  readonly renewedLow: Float64Array;
  readonly lag: number;
  /** Absent where no market value is known. */
  readonly sizes?: SizeSeries;
}

/** Information coefficients among stocks of like market value. */
export interface SizeSeries {
  readonly horizon: number;
  /** In the order of {@link sizeGroups}. */
  readonly coefficients: readonly Float64Array[];
  /** Stocks with a signal in each group per session. */
  readonly stocks: readonly Uint32Array[];
  /** Stocks with a signal per session, with or without a market value. */
  readonly ranked: Uint32Array;
}

/**
 * The series behind a ranking, computed as a run computes its statistics: a stock of session t is in the group of its
 * value of t-1, and information coefficients are of members. Only forward returns look forward.
 */
export function rankSeries({ market, scores, sizes, rules }: RankingInputs): RankSeries {
  const { returns, allReturns } = market;
  const orders = sessionOrders(scores);
  const members = valuesOfMembers(scores, market.member);
  const memberOrders = members === scores ? orders : sessionOrders(members);
  const weights = rules.weighting === 'cap' && sizes !== undefined ? { weights: sizes } : {};
  const sort = { groups: rules.groups, orders, ...weights };
  const portfolios = sortedPortfolios(scores, returns, sort);
  const horizons = [...new Set([...usualHorizons, ...rules.horizons])].sort((a, b) => a - b);
  const judged = Math.max(...rules.horizons);
  const coefficients = new Map<number, Float64Array>();
  let bySize: SizeSeries | undefined;
  for (const horizon of horizons) {
    const forward = sessionOrders(forwardReturns(allReturns, horizon));
    coefficients.set(horizon, rankCorrelations(memberOrders, forward));
    if (horizon !== judged || sizes === undefined) continue;
    const groups = withinSizeGroups(members, sizes, sizeGroups.length).map(sessionOrders);
    bySize = {
      horizon,
      coefficients: groups.map((group) => rankCorrelations(group, forward)),
      stocks: groups.map(({ counts }) => counts),
      ranked: memberOrders.counts,
    };
  }
  return {
    ...{ sessions: market.sessions, coefficients, lag: rules.lag },
    groups: quantileReturns(scores, returns, sort).series,
    rankAutocorrelation: rankCorrelations(memberOrders, memberOrders, rules.lag),
    renewedHigh: legRenewal(portfolios, 1, rules.lag),
    renewedLow: legRenewal(portfolios, -1, rules.lag),
    ...(bySize !== undefined && { sizes: bySize }),
  };
}
