import { factorOfRun } from '@fm/factors';
import type { RunRecord } from '@fm/results/read';
import type { Warehouse } from '@fm/warehouse';
import { readFactorMarket } from '../book/read-factor-market.ts';
import { noValuesToRank } from '../errors.ts';
import { sectorSeries, type SectorSeries } from './sector-series.ts';

/** A factor of a run within each industry. */
export interface FactorSectors {
  /** ISO dates of the series, ascending. */
  readonly sessions: readonly string[];
  /** Portfolios per sort, as in the run. */
  readonly groups: number;
  /** Sessions of the forward return: the longest horizon of the run. */
  readonly horizon: number;
  /** Empty where no industry of the universe is known. */
  readonly series: readonly SectorSeries[];
}

/**
 * Ranks the stocks of a run within each industry, by the values that it stored, with the prices and industries in the
 * warehouse.
 *
 * @param until - last day that is read: no forward return reaches beyond it
 * @throws DEFINITION_NOT_THERE, NO_VALUES_TO_RANK for a factor that is a portfolio return, NO_STORED_VALUES, NO_SIZES
 */
export async function readFactorSectors(
  warehouse: Warehouse,
  run: Pick<RunRecord, 'id' | 'request'>,
  factor: string,
  until: string,
): Promise<FactorSectors> {
  const { request } = run;
  if (factorOfRun(request, factor).kind === 'portfolio') throw noValuesToRank(factor);
  const { groups, weighting, horizons } = request;
  const horizon = Math.max(...horizons);
  const read = await readFactorMarket(warehouse, run, factor, {
    ...{ until, groups: 'used' as const },
    ...(weighting === 'cap' && { sizes: 'needed' as const }),
  });
  const { market, scores, sizes, groups: sectors, groupNames } = read;
  const inputs = { market, scores, names: groupNames, ...(sizes !== undefined && { sizes }) };
  const series = sectors === undefined ? [] : sectorSeries({ ...inputs, sectors, groups, horizon });
  return { sessions: read.sessions, groups, horizon, series };
}
