import { findFactor, type InputName } from '@fm/factors';
import type { Warehouse } from '@fm/warehouse';
import { noSessions } from './errors.ts';
import { dataVersionOf } from './inputs/data-version.ts';
import { loadSessions, symbolsOf } from './load-market.ts';
import { parseRanges, type RangeOfSessions } from './ranges.ts';
import { runIdentity, type RunRequest } from './request.ts';
import { readUniverse, type Universe } from './universe.ts';

/** A planned run: its identity, and what it computes from what. */
export interface RunPlan {
  readonly runId: string;
  readonly universe: Universe;
  readonly symbols: readonly string[];
  readonly ranges: readonly RangeOfSessions[];
  /** Ranges asked for in which the universe has no session. */
  readonly emptyRanges: readonly string[];
  /** Last session of the last range: nothing later is read. */
  readonly until: string;
  readonly dataVersion: string;
}

/**
 * Plans a run: resolves the universe and the ranges against the calendar and names the run by what it depends on.
 *
 * @throws EMPTY_UNIVERSE, MALFORMED_RANGE, NO_SESSIONS
 */
export async function planRun(warehouse: Warehouse, request: RunRequest): Promise<RunPlan> {
  const universe = await readUniverse(warehouse, request.universe);
  const calendar = await loadSessions(warehouse, universe);
  const usable = calendar.filter((day) => day >= (request.from ?? '') && day <= (request.to ?? '9999-12-31'));
  const asked = parseRanges(request.ranges, usable);
  const ranges = asked.flatMap((range) => {
    const from = calendar.findIndex((day) => day >= range.start);
    const to = calendar.findLastIndex((day) => day <= range.end);
    return from === -1 || to < from ? [] : [{ ...range, from, to }];
  });
  const first = calendar[0] as string;
  const last = calendar[calendar.length - 1] as string;
  if (ranges.length === 0) throw noSessions(request.ranges, first, last);
  const until = calendar[Math.max(...ranges.map((range) => range.to))] as string;
  const symbols = symbolsOf(universe);
  const dataVersion = await dataVersionOf(warehouse, symbols, inputsOf(request.factors, request), until);
  const runId = runIdentity(request, universe.members, ranges, dataVersion);
  const found = new Set(ranges.map((range) => `${range.start}..${range.end}`));
  const emptyRanges = asked.map((range) => `${range.start}..${range.end}`).filter((range) => !found.has(range));
  return { runId, universe, symbols, ranges, emptyRanges, until, dataVersion };
}

/** Panels that factors, and the weights of a request, are made of. */
export function inputsOf(factors: readonly string[], { weighting }: Pick<RunRequest, 'weighting'>): Set<InputName> {
  const inputs = factors.flatMap((name) => findFactor(name)?.inputs ?? []);
  return new Set<InputName>(weighting === 'cap' ? [...inputs, 'marketCap'] : inputs);
}
