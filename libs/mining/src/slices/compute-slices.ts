import { factorValueSeriesTable } from '@fm/warehouse';
import type { FactorDefinition } from '@fm/factors';
import type { RunRequest } from '@fm/results';
import type { RunPlan } from '../request/plan.ts';
import { computeCost, limitsOf, partsOf } from './slice-cost.ts';
import { evenSpan, sizeOf, type FactorSlices, type Span } from './slice.ts';

/** Minimum number of stocks in a group that is split because of its cost. */
const smallestGroup = 8;

/**
 * Slices that compute the values of one factor: groups of stocks x segments of calendar years, since a row of stored
 * values is one stock's year.
 *
 * @param years - sessions of each calendar year, see {@link yearsOf}
 */
export function computeSlicesOf(
  definition: FactorDefinition,
  request: RunRequest,
  plan: RunPlan,
  years: readonly Span[],
): FactorSlices {
  const stocks = plan.symbols.length;
  const { groups, segments } = cutOf(definition, request, stocks, years);
  return {
    factor: definition.name,
    length: definition.kind === 'portfolio' ? 0 : groups * segments,
    at: (part) => {
      const group = evenSpan(stocks, groups, part % groups);
      const { from, to } = evenSpan(years.length, segments, Math.floor(part / groups));
      const segment = { from: (years[from] as Span).from, to: (years[to] as Span).to };
      const load = { from: firstToLoad(definition, segment.from), to: segment.to };
      return {
        id: `compute/${definition.name}/${group.from}-${group.to}/${segment.from}-${segment.to}`,
        stage: 'compute',
        factor: definition.name,
        stocks: group,
        sessions: segment,
        ranges: [],
        inputs: definition.inputs,
        readsValues: false,
        load,
        outputs: [
          {
            table: factorValueSeriesTable.name,
            key: ['factor', 'symbol', 'year'],
            rows: sizeOf(group) * (to - from + 1),
          },
        ],
        cost: computeCost(definition.inputs, group, load),
      };
    },
  };
}

/** First session that a value of `session` may depend on. */
export function firstToLoad({ lookBack }: FactorDefinition, session: number): number {
  return lookBack === 'sinceListing' ? 0 : Math.max(0, session - lookBack);
}

/**
 * Groups of stocks come first where the cost decides, since they repeat nothing; segments repeat the look-back, and
 * save nothing where that is all of history.
 */
function cutOf(definition: FactorDefinition, request: RunRequest, stocks: number, years: readonly Span[]): Cut {
  const { threadNo, parallelM } = request;
  const mostGroups = definition.comparesStocks === true ? 1 : stocks;
  if (threadNo !== undefined || parallelM !== undefined) {
    return { groups: Math.min(threadNo ?? 1, mostGroups), segments: Math.min(parallelM ?? 1, years.length) };
  }
  const sessions = (years[years.length - 1] as Span).to;
  const whole = computeCost(definition.inputs, { from: 0, to: stocks - 1 }, { from: 0, to: sessions });
  const parts = partsOf(whole, limitsOf(request));
  const groups = Math.max(1, Math.min(parts, Math.floor(mostGroups / smallestGroup)));
  const segments = definition.lookBack === 'sinceListing' ? 1 : Math.min(Math.ceil(parts / groups), years.length);
  return { groups, segments };
}

/** Sessions of each calendar year that has any. */
export function yearsOf(sessions: readonly string[]): Span[] {
  const years: { from: number; to: number }[] = [];
  sessions.forEach((session, t) => {
    const year = years[years.length - 1];
    if (year !== undefined && session.slice(0, 4) === sessions[year.from]?.slice(0, 4)) year.to = t;
    else years.push({ from: t, to: t });
  });
  return years;
}

interface Cut {
  readonly groups: number;
  readonly segments: number;
}
