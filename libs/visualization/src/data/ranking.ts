import {
  type FactorRanking,
  type RangeRanking,
  rankingOfRange,
  readFactorRanking,
  type TestedCoefficient,
} from '@fm/portfolio/ranking';
import { FmError } from '@fm/platform';
import type { RunRequest } from '@fm/results';
import { storedRequest } from '@fm/results/stored-records';
import type { Warehouse } from '@fm/warehouse';
import type { Ranking } from '../api/ranking-schemas.ts';
import type { Run, SummaryRow } from '../api/schemas.ts';
import { intervalOf } from '../statistics/interval.ts';
import { type EvidenceSource, summariesOf } from './factor-evidence.ts';
import { rowOfRange } from './ranges.ts';
import { coefficientsOf, quantilesOf, statistic } from './stored-statistics.ts';
import type { Window } from './window.ts';

/** Where a ranking is read from: stocks are ranked again by the market itself, not by rows of results. */
export interface RankingSource extends EvidenceSource {
  readonly warehouse: Warehouse;
}

/** Most dates of the groups: about one a week over twenty years. */
const mostDates = 1000;

/** Least wealth that a logarithmic axis shows. */
const leastWealth = 1e-6;

/**
 * How a factor ranks its stocks over one date range of a run; without dates the longest. Where the stocks cannot be ranked
 * again it says why, and holds the coefficients that the run stored.
 *
 * @throws FACTOR_NOT_FOUND, RANGE_NOT_FOUND
 */
export async function readRanking(source: RankingSource, run: Run, factor: string, window: Window): Promise<Ranking> {
  const rows = await summariesOf(source, run, factor);
  const row = rowOfRange(rows, window);
  const ranked = await source.cache.once('ranking', run, factor, () => rankAgain(source.warehouse, run, factor, rows));
  const place = { run: run.run, factor, start: row.start, end: row.end };
  if (typeof ranked === 'string') return { ...place, ...withoutRanking(row, ranked) };
  return { ...place, ...rankingAnswer(ranked, row, storedRequest.readable(run.request)?.weighting ?? 'unknown') };
}

/** The series of a ranking, or why there are none. */
async function rankAgain(
  warehouse: Warehouse,
  run: Run,
  factor: string,
  rows: readonly SummaryRow[],
): Promise<FactorRanking | string> {
  const until = rows.reduce((latest, { end }) => (end > latest ? end : latest), '');
  const request = storedRequest.readable(run.request);
  if (!saysHowItRanks(request)) return 'the run does not say how it ranked its stocks. Mine it again.';
  try {
    return await readFactorRanking(warehouse, { id: run.run, request }, factor, until);
  } catch (thrown) {
    if (!(thrown instanceof FmError)) throw thrown;
    return `${thrown.what}. ${thrown.remedy}`;
  }
}

/** Whether a request has what a ranking follows from; those of old releases have less. */
function saysHowItRanks(request: Partial<RunRequest> | undefined): request is RunRequest {
  const names = ['factors', 'universe', 'groups', 'weighting', 'horizons'] as const;
  return request !== undefined && names.every((name) => request[name] !== undefined);
}

function withoutRanking(row: SummaryRow, missing: string): Omit<Ranking, 'run' | 'factor' | 'start' | 'end'> {
  return {
    ...{ missing, asStored: true, weighting: 'unknown', dates: [], groups: [], rebalance: null, lag: 0, months: [] },
    decay: coefficientsOf(row).map(({ horizon, mean, tStat, degrees }) => ({
      ...{ horizon, mean, ...intervalOf({ mean, tStat, degrees }), tStat, neweyWestT: null },
    })),
    sizes: { missing, share: null, groups: [] },
  };
}

function rankingAnswer(
  { series, rebalance }: FactorRanking,
  row: SummaryRow,
  weighting: string,
): Omit<Ranking, 'run' | 'factor' | 'start' | 'end'> {
  const ranking = rankingOfRange(series, row);
  const { dates, groups, lag, months, decay, sizes, sized } = ranking;
  const shown = commonPlaces(dates.length);
  return {
    ...{ missing: null, asStored: isAsStored(ranking, row), weighting, rebalance, lag, months: [...months] },
    dates: shown.map((at) => dates[at] as string),
    groups: groups.map((returns, at) => {
      const wealth = wealthOf(returns);
      return { group: `${at + 1} of ${groups.length}`, wealth: shown.map((place) => short(wealth[place] as number)) };
    }),
    decay: decay.map(answered),
    sizes: {
      missing: sizes === undefined ? noMarketValues : null,
      share: sized,
      groups: (sizes ?? []).map(({ group, stocks, ...test }) => ({ group, stocks, ...answered(test) })),
    },
  };
}

const noMarketValues =
  'no market value is known for any stock of this universe. Ingest SEC filings, which hold the numbers of shares, and mine again.';

function answered({ horizon, mean, low, high, tStat, neweyWestT }: TestedCoefficient): Ranking['decay'][number] {
  return { horizon, mean, low, high, tStat, neweyWestT };
}

/** Whether the means are still those of the run: of coefficients, and of groups. */
function isAsStored({ decay, groups }: RangeRanking, row: SummaryRow): boolean {
  const coefficients = decay.map(({ horizon, mean }) => [mean, statistic(row, `ic${horizon}Mean`)] as const);
  const stored = quantilesOf(row);
  const means = groups.map((returns, at) => {
    const there = returns.filter(Number.isFinite);
    const mean = there.length === 0 ? null : there.reduce((sum, value) => sum + value, 0) / there.length;
    return [mean, stored[at]?.mean ?? null] as const;
  });
  return [...coefficients, ...means].every(
    ([now, then]) => then === null || (now !== null && Math.abs(now - then) < 1e-9),
  );
}

/** Places that all lines share, evenly spaced up to the last one. */
function commonPlaces(count: number): number[] {
  const step = Math.max(1, Math.ceil(count / mostDates));
  const places = [];
  for (let at = count - 1; at >= 0; at -= step) places.push(at);
  return places.reverse();
}

/** What 1 became; a session without a return changes nothing. */
function wealthOf(returns: Float64Array): Float64Array {
  let wealth = 1;
  return returns.map((value) =>
    Number.isNaN(value) ? wealth : (wealth = Math.max(leastWealth, wealth * (1 + value))),
  );
}

/** Six digits, which no chart can tell from all of them. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}
