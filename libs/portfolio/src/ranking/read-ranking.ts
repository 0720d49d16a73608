import type { Rebalance } from '@fm/factor-math';
import { factorOfRun } from '@fm/factors';
import type { RunRecord } from '@fm/results/read';
import type { Warehouse } from '@fm/warehouse';
import { defaultRebalance } from '../book/default-rebalance.ts';
import { readFactorMarket } from '../book/read-factor-market.ts';
import { noValuesToRank } from '../errors.ts';
import { rankSeries, type RankSeries } from './rank-series.ts';

/** The series of a ranking, and what they follow from. */
export interface FactorRanking {
  readonly series: RankSeries;
  /** The rebalancing that fits what the factor measures. */
  readonly rebalance: NamedRebalance;
}

export type NamedRebalance = Extract<Rebalance, string>;

/** Sessions from one rebalancing to the next. */
const lagOf: Readonly<Record<NamedRebalance, number>> = { daily: 1, weekly: 5, monthly: 21, quarterly: 63 };

/**
 * Ranks the stocks of a run again by the values that it stored, with the prices and market values in the warehouse.
 *
 * @param until - last day that is read: no forward return reaches beyond it
 * @throws DEFINITION_NOT_THERE, NO_VALUES_TO_RANK for a factor that is a portfolio return, NO_STORED_VALUES, NO_SIZES
 */
export async function readFactorRanking(
  warehouse: Warehouse,
  run: Pick<RunRecord, 'id' | 'request'>,
  factor: string,
  until: string,
): Promise<FactorRanking> {
  const { request } = run;
  const definition = factorOfRun(request, factor);
  if (definition.kind === 'portfolio') throw noValuesToRank(factor);
  const { groups, weighting, horizons } = request;
  const sizes = weighting === 'cap' ? 'needed' : 'used';
  const { market, scores } = await readFactorMarket(warehouse, run, factor, { until, sizes });
  const known = market.marketCap?.values.some(Number.isFinite) === true ? { sizes: market.marketCap } : {};
  const rebalance = defaultRebalance(definition) as NamedRebalance;
  const rules = { groups, weighting, horizons, lag: lagOf[rebalance] };
  return { series: rankSeries({ market, scores, ...known, rules }), rebalance };
}
