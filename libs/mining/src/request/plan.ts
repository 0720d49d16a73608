import { factorsOfRun, type InputName, type RunFactors } from '@fm/factors';
import type { Warehouse } from '@fm/warehouse';
import { describeMarket, type MarketDescription } from '@fm/market/facts';
import { dataVersionOf } from '@fm/market/facts';
import { loadCalendar, symbolsOf } from '@fm/market/facts';
import type { RangeOfSessions } from '@fm/results';
import type { RunRequest, Treatment } from '@fm/results';
import { readUniverse, type Universe } from '@fm/market';
import { noSessions, tooManyGroups } from '../errors.ts';
import { beforeHoldout, lastDayOfSample } from './holdout.ts';
import { parseRanges } from './ranges.ts';
import { withSample } from './sample.ts';
import { runIdentity } from './request.ts';
import { treatmentInputs } from '@fm/results/treatment';

/** A planned run: its identity, and what it computes from what. It is plain JSON, and slices are made only from it. */
export interface RunPlan extends MarketDescription {
  readonly runId: string;
  readonly universe: Universe;
  readonly symbols: readonly string[];
  /** The trading calendar up to `until`. */
  readonly sessions: readonly string[];
  readonly ranges: readonly RangeOfSessions[];
  /** Ranges asked for in which the universe has no session. */
  readonly emptyRanges: readonly string[];
  /** Last session of the last range: nothing later is read. */
  readonly until: string;
  readonly dataVersion: string;
}

/**
 * Plans a run: resolves the universe and the ranges against the calendar and derives the id of the run from what it
 * depends on.
 *
 * @throws EMPTY_UNIVERSE, TOO_MANY_GROUPS, MALFORMED_RANGE, NO_SESSIONS, NO_SHARE_COUNTS, NO_GROUPS
 */
export async function planRun(warehouse: Warehouse, request: RunRequest): Promise<RunPlan> {
  const universe = await readUniverse(warehouse, request.universe);
  const { sessions: calendar, strayDays, strays } = await loadCalendar(warehouse, universe);
  const [firstDay, lastDay] = [request.from ?? '', lastDayOfSample(request)];
  const asked = parseRanges(
    request.ranges,
    calendar.filter((day) => day >= firstDay && day <= lastDay),
  ).map((range) => beforeHoldout(range, request));
  const found = asked.flatMap((range) => {
    const from = calendar.findIndex((day) => day >= range.start && day >= firstDay);
    const to = calendar.findLastIndex((day) => day <= range.end && day <= lastDay);
    return from === -1 || to < from ? [] : [{ ...range, from, to }];
  });
  const first = calendar[0] as string;
  const last = calendar[calendar.length - 1] as string;
  if (found.length === 0) throw noSessions(request.ranges, first, last);
  const ranges = withSample(found, calendar);
  const until = calendar[Math.max(...ranges.map((range) => range.to))] as string;
  const symbols = symbolsOf(universe);
  const sessions = calendar.slice(0, calendar.indexOf(until) + 1);
  const inputs = inputsOf(request, request);
  const needs = { inputs, until, weighting: request.weighting };
  const description = await describeMarket(warehouse, {
    ...{ universe, symbols, sessions, strayDays, strays, needs },
    asked: requestInputs(request),
  });
  refuseEmptyPortfolios(request, description.firstPrice.filter((session) => session >= 0).length);
  const dataVersion = await dataVersionOf(warehouse, symbols, inputs, until);
  const runId = runIdentity(request, universe.members, ranges, dataVersion);
  const held = new Set(ranges.map((range) => `${range.start}..${range.end}`));
  const emptyRanges = asked.map((range) => `${range.start}..${range.end}`).filter((range) => !held.has(range));
  return { runId, universe, symbols, sessions, ranges, emptyRanges, until, dataVersion, ...description };
}

/** Factors with portfolios of their own do not sort by `groups`. */
function refuseEmptyPortfolios(request: RunRequest, stocks: number): void {
  const isSorted = factorsOfRun(request).some(({ kind }) => kind === 'characteristic');
  if (isSorted && request.groups > stocks) throw tooManyGroups(request.groups, stocks);
}

/** Panels that factors, and the weights of a request, are made of. */
export function inputsOf(run: RunFactors, request: Treatment & Pick<RunRequest, 'weighting'>): Set<InputName> {
  return new Set<InputName>([...factorsOfRun(run).flatMap(({ inputs }) => inputs), ...requestInputs(request)]);
}

/** Panels that a request needs whatever its factors are: for portfolio weights, and for what is removed from the values. */
export function requestInputs({ weighting, ...treatment }: Treatment & Pick<RunRequest, 'weighting'>): InputName[] {
  return [...(weighting === 'cap' ? (['marketCap'] as const) : []), ...treatmentInputs(treatment)];
}
