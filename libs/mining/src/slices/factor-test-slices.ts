import type { FactorDefinition, InputName } from '@fm/factors';
import { factorReturnsTable, factorSummariesTable, stockResultsTable } from '@fm/warehouse';
import type { RangeOfSessions, RunRequest } from '@fm/results';
import { requestInputs, type RunPlan } from '../request/plan.ts';
import { firstToLoad } from './compute-slices.ts';
import { neutralFactors } from '@fm/results/treatment';
import { limitsOf, partsOf, testCost } from './slice-cost.ts';
import { evenSpan, sizeOf, type FactorSlices, type SliceOutput, type Span } from './slice.ts';

/**
 * Sessions before a range that a test loads: turnover compares the portfolios of a session with those of the session
 * before, which are made of the values of the one before that.
 */
const sessionsBefore = 2;

/** The ranges of a run by their first session, then by their last: neighbours share what they load. */
export function rangesInOrder(ranges: readonly RangeOfSessions[]): RangeOfSessions[] {
  return [...ranges].sort((a, b) => a.from - b.from || a.to - b.to);
}

/**
 * Slices that test one factor: groups of neighbouring ranges. What is computed per session is computed once per slice,
 * so that overlapping ranges share it.
 *
 * @param ranges - in the order of {@link rangesInOrder}
 */
export function testSlicesOf(
  definition: FactorDefinition,
  request: RunRequest,
  plan: RunPlan,
  ranges: readonly RangeOfSessions[],
): FactorSlices {
  const stocks = plan.symbols.length;
  const inputs = inputsOfTest(definition, request);
  const parts = countParts(definition, request, plan, ranges, inputs);
  const ends = lastSessions(ranges);
  return {
    factor: definition.name,
    length: parts,
    at: (part) => {
      const places = evenSpan(ranges.length, parts, part);
      const tested = ranges.slice(places.from, places.to + 1);
      const sessions = {
        from: part === 0 ? 0 : (ends[places.from - 1] as number) + 1,
        to: part === parts - 1 ? plan.sessions.length - 1 : (ends[places.to] as number),
      };
      const load = sessionsToLoad(definition, request, inputs, sessions, tested);
      return {
        id: `test/${definition.name}/${places.from}-${places.to}`,
        stage: 'test',
        factor: definition.name,
        stocks: { from: 0, to: stocks - 1 },
        sessions,
        ranges: tested,
        inputs,
        readsValues: definition.kind === 'characteristic',
        load,
        outputs: outputsOf(stocks, sessions, tested.length),
        cost: testCost(definition, inputs, stocks, load, tested),
      };
    },
  };
}

/** The last session of the ranges up to each one: what neighbours write of the factor's returns does not overlap. */
function lastSessions(ranges: readonly RangeOfSessions[]): Int32Array {
  const ends = new Int32Array(ranges.length);
  let last = -1;
  ranges.forEach(({ to }, at) => (ends[at] = last = Math.max(last, to)));
  return ends;
}

/** Returns, the factor's own inputs (they say why a value is missing), and what weighs the portfolios or is taken out of the values. */
function inputsOfTest({ inputs }: FactorDefinition, request: RunRequest): InputName[] {
  return [...new Set<InputName>(['returns', ...inputs, ...requestInputs(request)])];
}

function sessionsToLoad(
  definition: FactorDefinition,
  request: RunRequest,
  inputs: readonly InputName[],
  own: Span,
  ranges: readonly Span[],
): Span {
  const used = sizeOf(own) === 0 ? ranges : [own, ...ranges];
  const from = Math.max(0, used.reduce((first, span) => Math.min(first, span.from), Infinity) - sessionsBefore);
  const whole = definition.kind === 'portfolio' || inputs.includes('marketCap');
  const neutral = definition.kind === 'portfolio' ? [] : neutralFactors(request);
  return {
    from: Math.min(from, ...[...(whole ? [definition] : []), ...neutral].map((one) => firstToLoad(one, from))),
    to: used.reduce((last, span) => Math.max(last, span.to), 0),
  };
}

function countParts(
  definition: FactorDefinition,
  request: RunRequest,
  plan: RunPlan,
  ranges: readonly RangeOfSessions[],
  inputs: readonly InputName[],
): number {
  const { threadNo, parallelM } = request;
  if (threadNo !== undefined || parallelM !== undefined) return Math.min(parallelM ?? 1, ranges.length);
  const all = { from: 0, to: plan.sessions.length - 1 };
  const whole = testCost(definition, inputs, plan.symbols.length, all, ranges);
  return Math.min(partsOf(whole, limitsOf(request)), ranges.length);
}

function outputsOf(stocks: number, sessions: Span, ranges: number): SliceOutput[] {
  return [
    { table: factorReturnsTable.name, key: ['factor', 'date'], rows: sizeOf(sessions) },
    { table: stockResultsTable.name, key: ['factor', 'start', 'end', 'symbol'], rows: stocks * ranges },
    { table: factorSummariesTable.name, key: ['factor', 'start', 'end'], rows: ranges },
  ];
}
