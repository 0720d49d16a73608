import { expect, test } from '@jest/globals';
import { usualPeriods } from '../data/periods.ts';
import { discover, gateInput, type SearchRequest } from '../discover.ts';
import { inventMarket } from '../invented/invented-market.ts';
import { inMemory } from '../search/run-search.ts';
import { placeboReport, type PlaceboOutcome } from './placebo-report.ts';
import { searchPlacebo } from './placebo-search.ts';
import { apart, arrangement, placeboMarket } from './reassign.ts';

test('every session gets the returns of another one that is at least 63 away, and each is used once', () => {
  for (const [count, number] of [
    [252, 1],
    [400, 2],
    [1200, 3],
  ] as const) {
    const order = arrangement(count, number);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, at) => at));
    expect(Math.min(...order.map((from, at) => Math.abs(from - at)))).toBeGreaterThanOrEqual(apart);
    expect(arrangement(count, number)).toEqual(order);
    expect(arrangement(count, number + 1)).not.toEqual(order);
  }
  expect(() => arrangement(251, 1)).toThrow('252 sessions');
});

test('returns move by whole sessions, those outside stay, and features stay', () => {
  const market = inventMarket({ seed: 4, stocks: 12, sessions: 420 });
  const moved = placeboMarket(market, 5, 300, 1);
  const row = (values: Float64Array, t: number): string => values.subarray(t * 12, (t + 1) * 12).join();
  const rows = (values: Float64Array, from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, k) => row(values, from + k));
  const [before, after] = [market.returns.values, moved.returns.values];
  expect(rows(after, 5, 300).sort()).toEqual(rows(before, 5, 300).sort());
  for (let t = 5; t < 300; t++) expect(row(after, t)).not.toBe(row(before, t));
  expect(rows(after, 0, 5)).toEqual(rows(before, 0, 5));
  expect(rows(after, 300, 420)).toEqual(rows(before, 300, 420));
  expect(moved.panels).toBe(market.panels);
});

test('what is planted makes the search claim more than any of its placebos, which claim little', async () => {
  const planted = [{ formula: '-ts_returns(close, 5)', coefficient: 0.15 }];
  const market = inventMarket({ seed: 6, stocks: 30, sessions: 600, planted });
  const request: SearchRequest = {
    ...{ universe: 'invented', horizon: 1, budget: 150, islands: 2, finalists: 6, known: [], seed: 1, proposed: [] },
    periods: usualPeriods(market.sessions),
  };
  const report = await discover(request, market, { jobs: 1, store: inMemory() });
  const outcomes: PlaceboOutcome[] = [];
  const kept: string[] = [];
  for (const number of [1, 2, 3])
    outcomes.push(
      await searchPlacebo(request, market, number, {
        jobs: 1,
        storeOf: (id) => (kept.push(id), inMemory()),
      }),
    );
  expect(placeboReport(request, report, outcomes)).toMatchObject({ reruns: 3, budget: 15, declared: 0, p: 0.25 });
  expect(new Set(kept).size).toBe(3);
  const { validation, lockbox } = gateInput(request, market).sessions;
  expect(validation.end).toBeLessThan(lockbox.from);
});

test('the p-value counts the search itself, and placebos that claim as much', () => {
  const request = { budget: 1000, proposed: [] };
  const finalists = (...ps: number[]) => ({ finalists: ps.map((familyWiseP) => ({ familyWiseP })) }) as never;
  const outcomes = [0.01, 0.03, 0.5, 1].map((smallestP, k) => ({ number: k + 1, distinct: 10, smallestP }));
  const of = (...ps: number[]) => placeboReport(request, finalists(...ps), outcomes);
  expect(of(0.2, 0.001)).toEqual({ reruns: 4, budget: 100, tried: 40, declared: 2, p: 1 / 5 });
  expect(of(0.03)?.p).toBe(3 / 5);
  expect(of()?.p).toBe(1);
  expect(placeboReport(request, finalists(0.01), [])).toBeUndefined();
});
