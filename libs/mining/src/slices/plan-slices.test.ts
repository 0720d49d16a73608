import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RunRequest } from '@fm/results';
import { weekdays } from '@fm/warehouse/testing/wave-prices';
import type { RunPlan } from '../request/plan.ts';
import { readRequest, type RequestText } from '../request/request.ts';
import { inventedPlan } from '../simulation/invented-plan.ts';
import { arraySize, batchesOfJob } from './array-job.ts';
import { planSlices } from './plan-slices.ts';
import { sizeOf, type Slice } from './slice.ts';

describe('planSlices', () => {
  test('covers every stock and session of every value, and every range, exactly once', () => {
    fc.assert(
      fc.property(cuts, shapes, (cut, shape) => {
        const plan = invent(shape);
        const { compute, test: tests } = planSlices(readRequest({ ...cut, factors: 'ROC20,SMB' }), plan);
        const cells = new Uint8Array(plan.symbols.length * plan.sessions.length);
        for (const { stocks, sessions } of compute) {
          for (let t = sessions.from; t <= sessions.to; t++)
            for (let i = stocks.from; i <= stocks.to; i++) cells[t * plan.symbols.length + i]!++;
        }
        expect(new Set(cells)).toEqual(new Set([1]));
        for (const factor of ['ROC20', 'SMB']) {
          const own = [...tests].filter((slice) => slice.factor === factor);
          expect(own.flatMap(({ ranges }) => ranges)).toHaveLength(plan.ranges.length);
          const sessions = own.flatMap(({ sessions: { from, to } }) =>
            Array.from({ length: to - from + 1 }, (_, at) => from + at),
          );
          expect(sessions.sort((a, b) => a - b)).toEqual(plan.sessions.map((_, t) => t));
        }
      }),
    );
  });

  test('loads what a slice needs, and nothing after its last session', () => {
    fc.assert(
      fc.property(cuts, shapes, (cut, shape) => {
        const plan = invent(shape);
        const { compute, test: tests } = planSlices(readRequest({ ...cut, factors: 'ROC20,RSI14,PB' }), plan);
        for (const { factor, sessions, load } of compute) {
          expect(load).toEqual({ from: factor === 'ROC20' ? Math.max(0, sessions.from - 20) : 0, to: sessions.to });
        }
        for (const { sessions, ranges, load, stocks } of tests) {
          expect(sizeOf(stocks)).toBe(plan.symbols.length);
          const used = [...ranges, sessions].filter((span) => sizeOf(span) > 0);
          expect(load.to).toBe(Math.max(...used.map(({ to }) => to)));
          expect(load.from).toBeLessThanOrEqual(Math.max(0, Math.min(...used.map(({ from }) => from)) - 2));
        }
      }),
    );
  });

  test('finds every slice by its index, and gives it an id of its own', () => {
    const plan = invent({ stocks: 24, years: 6, ranges: 8 });
    for (const list of Object.values(planSlices(readRequest({ threadNo: '7', parallelM: '3' }), plan))) {
      const slices = [...list];
      expect(slices.map(({ index }) => index)).toEqual([...slices.keys()]);
      expect(slices.map((_, index) => list.at(index))).toEqual(slices);
      expect(new Set(slices.map(({ id }) => id)).size).toBe(slices.length);
      expect(() => list.at(slices.length)).toThrow('there is no slice');
    }
  });

  test('thread_no cuts stocks and parallel_m cuts years and ranges, as far as there are any', () => {
    const plan = invent({ stocks: 5, years: 3, ranges: 4 });
    const shape = (text: RequestText): number[] => {
      const { compute, test: tests } = planSlices(readRequest({ factors: 'ROC20', ...text }), plan);
      return [compute.length, tests.length];
    };
    expect(shape({ threadNo: '2', parallelM: '3' })).toEqual([6, 3]);
    expect(shape({ threadNo: '7' })).toEqual([5, 1]);
    expect(shape({ parallelM: '6' })).toEqual([3, 4]);
    expect(shape({})).toEqual([1, 1]);
  });

  test('a portfolio factor has no values to compute, and its tests load the whole cross-section since listing', () => {
    const plan = invent({ stocks: 24, years: 6, ranges: 8 });
    const { compute, test: tests } = planSlices(readRequest({ factors: 'SMB,HML,Rm_Rf', parallelM: '3' }), plan);
    expect(compute.length).toBe(0);
    expect([...tests].every(({ load, readsValues }) => load.from === 0 && !readsValues)).toBe(true);
  });

  test('without a cut, slices are as many as their seconds and their memory ask for', () => {
    const plan = invent({ stocks: 3000, years: 30, ranges: 30 });
    const most = (request: RunRequest, pick: (slice: Slice) => number): number =>
      Math.max(...Object.values(planSlices(request, plan)).flatMap((list) => [...list].map(pick)));
    const request = readRequest({ factors: 'ROC20,RSI14,CurrentRatio', sliceSeconds: '2' });
    expect(most(request, ({ cost }) => cost.seconds)).toBeLessThan(4);
    expect(most(readRequest({ factors: 'RSI14' }), ({ cost }) => cost.bytes)).toBeLessThan(2.5 * 2 ** 30);
  });

  test('the id of a slice says its stocks and sessions, so that slices of another cut are not taken for it', () => {
    const plan = invent({ stocks: 9, years: 3, ranges: 3 });
    const ids = (text: RequestText): Set<string> =>
      new Set([...planSlices(readRequest({ factors: 'ROC20', ...text }), plan).compute].map(({ id }) => id));
    expect(ids({ threadNo: '2' })).toEqual(new Set(['compute/ROC20/0-3/0-779', 'compute/ROC20/4-8/0-779']));
  });
});

describe('an array of jobs', () => {
  test.each([0, 1, 2, 9_999, 10_000, 10_001, 123_456])('of %i batches does each once', (batches) => {
    const jobs = arraySize(batches);
    expect(jobs).toBeGreaterThanOrEqual(2);
    expect(jobs).toBeLessThanOrEqual(10_000);
    const done = Array.from({ length: jobs }, (_, index) => [...batchesOfJob(batches, index)]).flat();
    expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: batches }, (_, at) => at));
  });
});

const cuts = fc.record({
  threadNo: fc.integer({ min: 1, max: 40 }).map(String),
  parallelM: fc.integer({ min: 1, max: 12 }).map(String),
});
const shapes = fc.record({
  stocks: fc.integer({ min: 1, max: 30 }),
  years: fc.integer({ min: 1, max: 5 }),
  ranges: fc.integer({ min: 1, max: 9 }),
});

/** A plan whose ranges overlap. */
function invent({ stocks, years, ranges }: { stocks: number; years: number; ranges: number }): RunPlan {
  const sessions = weekdays('2018-01-01', 260 * years);
  const last = sessions.length - 1;
  return inventedPlan({
    ...{ stocks, sessions },
    ranges: Array.from({ length: ranges }, (_, at) => {
      const from = Math.floor((last * at) / (ranges + 1));
      return { from, to: Math.min(last, from + 100 + 60 * (at % 3)) };
    }),
  });
}
