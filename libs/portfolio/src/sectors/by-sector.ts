import { FmError } from '@fm/platform';
import type { RunRequest } from '@fm/results';
import type { Warehouse } from '@fm/warehouse';
import { readFactorSectors, type FactorSectors } from './read-sectors.ts';
import { sectorsOfRange, type SectorResult } from './sectors-of-range.ts';

/** A factor by industry over one date range of a run. */
export interface FactorBySector {
  readonly start: string;
  readonly end: string;
  /** Sessions of the forward return of the information coefficients; null where there are none. */
  readonly horizon: number | null;
  /** Why there is nothing by industry; null where there is. */
  readonly missing: string | null;
  readonly sectors: readonly SectorResult[];
}

/** First and last day, inclusive. */
interface Days {
  readonly start: string;
  readonly end: string;
}

const noIndustries =
  'no industry is known for any stock on these sessions. Load them with `fm ingest groups PATH`, and ask again.';

/** A factor by industry over a range, from its series or from why there are none. */
export function bySector(found: FactorSectors | string, { start, end }: Days): FactorBySector {
  if (typeof found === 'string') return { start, end, horizon: null, missing: found, sectors: [] };
  const { series, ...how } = found;
  const sectors = sectorsOfRange(series, { ...how, start, end });
  const missing = series.length === 0 ? noIndustries : null;
  return { start, end, horizon: how.horizon, missing, sectors };
}

/** A run as it was stored; that of an old release says less. */
interface StoredRun {
  readonly id: string;
  readonly request: Partial<RunRequest>;
}

/**
 * The series of a factor by industry, or why there are none.
 *
 * @param until - last day that is read
 */
export async function sectorsOrWhy(
  warehouse: Warehouse,
  { id, request }: StoredRun,
  factor: string,
  until: string,
): Promise<FactorSectors | string> {
  if (!saysHowItRanks(request)) return 'the run does not say how it ranked its stocks. Mine it again.';
  try {
    return await readFactorSectors(warehouse, { id, request }, factor, until);
  } catch (thrown) {
    if (!(thrown instanceof FmError)) throw thrown;
    return `${thrown.what}. ${thrown.remedy}`;
  }
}

/** Reads a factor of a run by industry; nothing later than the range is read. */
export async function readBySector(
  warehouse: Warehouse,
  run: StoredRun,
  factor: string,
  range: Days,
): Promise<FactorBySector> {
  return bySector(await sectorsOrWhy(warehouse, run, factor, range.end), range);
}

function saysHowItRanks(request: Partial<RunRequest>): request is RunRequest {
  const names = ['factors', 'universe', 'groups', 'weighting', 'horizons'] as const;
  return names.every((name) => request[name] !== undefined);
}
