import { describe, expect, test } from '@jest/globals';
import { findFactor, listFactors, type FactorDefinition } from '@fm/factors';
import { assembleMarket, sessionDays, perturbFuture } from '@fm/market';
import { isoOfDay, sessionClose } from '@fm/platform/time';
import type { RawMarket } from '@fm/market/facts';
import { inventedRawMarket } from '@fm/market/testing/raw-market';
import type { Treatment } from '@fm/results';
import { computeFactor } from './compute/compute-factor.ts';
import { testFactor } from './compute/assess-factor.ts';
import { inputsOf } from './request/plan.ts';
import { numbersOf } from './verify/verify-differences.ts';

const raw = inventedRawMarket(12, 560);
const calendar = sessionDays(raw.prices);
const leaves = 250;
const joins = 330;
/** The fourth stock leaves the universe, the sixth joins it. */
const universe = {
  name: 'dated',
  dated: true,
  members: raw.symbols.map((symbol, stock) => ({
    symbol,
    ...(stock === 3 && { exit: isoOfDay(calendar[leaves] as number) }),
    ...(stock === 5 && { entry: isoOfDay(calendar[joins] as number) }),
  })),
};

/** Everything that a run finds of a factor before the fourth stock left, and once no return of a signal that it had counts. */
function mined(facts: RawMarket, factor: FactorDefinition, treatment: Treatment): Map<string, number>[] {
  const needs = {
    inputs: inputsOf({ factors: [factor.name] }, { weighting: 'equal', ...treatment }),
    until: '2030-01-01',
    weighting: 'equal',
  } as const;
  const market = assembleMarket(facts, universe, needs, calendar);
  const options = { groups: 3, horizons: [1, 5], costBasisPoints: 10, ...treatment };
  return [
    [0, leaves],
    [leaves + 3, calendar.length - 1],
  ].map(([from, to]) => {
    const range = { from: from!, to: to!, start: market.sessions[from!]!, end: market.sessions[to!]! };
    const found = testFactor(market, computeFactor(market, factor, options), [range]);
    return numbersOf({ ...found.summaries[0], stocks: found.stocks.statistics, studies: found.studies[0]?.studies });
  });
}

/** The same facts, but others of one stock after a session. */
function otherAfter(stock: number, session: number): RawMarket {
  const cutAt = (t: number) => ({ day: calendar[t] as number, close: sessionClose(calendar[t] as number) });
  const cuts = raw.symbols.map((_, i) => cutAt(i === stock ? session : calendar.length - 1));
  return perturbFuture(raw, cuts, 7);
}

describe('a stock that left the universe', () => {
  test.each(listFactors().map((factor) => [factor.name, factor] as const))(
    'has no say in any number of %s after it left, whatever becomes of it',
    (_, factor) => {
      expect(mined(otherAfter(3, leaves), factor, {})).toEqual(mined(raw, factor, {}));
    },
  );

  test.each([
    { winsorise: 0.1 },
    { neutralise: 'size' },
    { neutralise: 'group' },
    { winsorise: 0.1, neutralise: 'size,group' },
  ] as const)('nor in what is taken out of the values of others: %j', (treatment) => {
    for (const name of ['ROC20', 'PB']) {
      const factor = findFactor(name) as FactorDefinition;
      expect(mined(otherAfter(3, leaves), factor, treatment)).toEqual(mined(raw, factor, treatment));
    }
  });
});

test('a stock that joins the universe is compared with others from that day on, and named before', () => {
  const factor = findFactor('ROC20') as FactorDefinition;
  const treatment = { neutralise: 'size' } as const;
  const needs = {
    inputs: inputsOf({ factors: ['ROC20'] }, { weighting: 'equal', ...treatment }),
    until: '2030-01-01',
  } as const;
  const market = assembleMarket(raw, universe, { ...needs, weighting: 'equal' }, calendar);
  const computed = computeFactor(market, factor, { groups: 3, horizons: [1], costBasisPoints: 10, ...treatment });
  const values = Array.from({ length: calendar.length }, (_, t) => computed.values!.values[t * 12 + 5]!);
  expect(values.slice(0, joins).every(Number.isNaN)).toBe(true);
  expect(values.slice(joins).filter(Number.isFinite).length).toBeGreaterThan(100);
  const range = { from: joins, to: joins, start: market.sessions[joins]!, end: market.sessions[joins]! };
  const { drops } = testFactor(market, computed, [range]).summaries[0]!.coverage;
  // The stock that left, and the one that joins: it has no value of the day before.
  expect(drops).toContainEqual({ reason: 'not_a_member', unit: 'stock-sessions', count: 2 });
});

test('a signal given to a member is judged by what came after its exit, and one given later by nothing', () => {
  const factor = findFactor('ROC20') as FactorDefinition;
  const needs = {
    inputs: inputsOf({ factors: ['ROC20'] }, { weighting: 'equal' }),
    until: '2030-01-01',
    weighting: 'equal',
  } as const;
  const options = { groups: 3, horizons: [5], costBasisPoints: 10 };
  const market = assembleMarket(raw, universe, needs, calendar);
  const { signal, values } = computeFactor(market, factor, options);
  const always = assembleMarket(raw, { ...universe, dated: false }, needs, calendar);
  const everyone = computeFactor(always, factor, options).signal?.informationCoefficients.get(5) as Float64Array;
  const found = signal?.informationCoefficients.get(5) as Float64Array;
  // On the last day the stock that joins later is the only one that is missing.
  const ahead = (t: number, i: number): number =>
    (always.panel('adjClose').values[(t + 5) * 12 + i] as number) /
      (always.panel('adjClose').values[t * 12 + i] as number) -
    1;
  for (const t of [leaves - 2, leaves]) {
    const stocks = [...Array(12).keys()].filter((i) => i !== 5);
    expect(found[t]).toBeCloseTo(
      spearman(
        stocks.map((i) => values?.values[t * 12 + i] as number),
        stocks.map((i) => ahead(t, i)),
      ),
      10,
    );
  }
  expect(found[leaves + 1]).not.toBe(everyone[leaves + 1]);
  expect(market.returns.values[(leaves + 1) * 12 + 3]).toBe(always.returns.values[(leaves + 1) * 12 + 3]);
  expect(market.returns.values[(leaves + 2) * 12 + 3]).toBeNaN();
});

/** Rank correlation of values of which none are equal. */
function spearman(x: number[], y: number[]): number {
  const ranks = (values: number[]) => values.map((value) => values.filter((other) => other < value).length);
  const [a, b] = [ranks(x), ranks(y)];
  const squares = a.reduce((sum, rank, at) => sum + (rank - (b[at] as number)) ** 2, 0);
  return 1 - (6 * squares) / (x.length * (x.length ** 2 - 1));
}
