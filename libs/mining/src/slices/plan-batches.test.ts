import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readRequest } from '../request/request.ts';
import { inventedPlan, weekdaysOfYears } from '../simulation/invented-plan.ts';
import { planBatches } from './plan-batches.ts';
import { planSlices } from './plan-slices.ts';
import type { SliceBatch } from './slice.ts';

const ofOneLoad = ({ slices }: SliceBatch): number =>
  new Set(slices.map(({ stocks, sessions }) => JSON.stringify([stocks, sessions]))).size;

describe('planBatches', () => {
  test('puts every slice of the plan into exactly one batch, with its place', () => {
    const cuts = fc.record({
      stocks: fc.integer({ min: 1, max: 30 }),
      threadNo: fc.integer({ min: 1, max: 40 }).map(String),
      parallelM: fc.integer({ min: 1, max: 6 }).map(String),
    });
    fc.assert(
      fc.property(cuts, ({ stocks, ...cut }) => {
        const plan = inventedPlan({ stocks, ...weekdaysOfYears(4) });
        const request = readRequest({ ...cut, factors: 'ROC20,SMB,PB,RSI14,AvgSentiment14' });
        const [slices, batches] = [planSlices(request, plan), planBatches(request, plan)];
        for (const stage of ['compute', 'test'] as const) {
          const batched = [...batches[stage]];
          expect(batched.map(({ index }) => index)).toEqual([...batched.keys()]);
          const held = batched.flatMap((batch) => batch.slices);
          expect(held.sort((a, b) => a.index - b.index)).toEqual([...slices[stage]]);
          // Another cut of the same stage may be as long, but not of the same stocks and sessions.
          for (const batch of batched) expect(ofOneLoad(batch)).toBe(1);
          expect(() => batches[stage].at(batched.length)).toThrow('there is no batch');
        }
      }),
    );
  });

  test('lets all factors of a small run share two loads a stage, one for each job of the smallest array', () => {
    const plan = inventedPlan({ stocks: 500, ...weekdaysOfYears(20) });
    const { compute, test: tests } = planBatches(readRequest({ factors: 'all' }), plan);
    expect([compute.length, tests.length]).toEqual([2, 2]);
    const loads = [...compute, ...tests].reduce((sum, { cost }) => sum + cost.cells, 0);
    const slices = planSlices(readRequest({ factors: 'all' }), plan);
    const before = [...slices.compute, ...slices.test].reduce((sum, { cost }) => sum + cost.cells, 0);
    expect(loads / before).toBeLessThan(0.1);
  });

  test('keeps a batch within three minutes and the memory of a job, unless one slice alone takes more', () => {
    const plan = inventedPlan({ stocks: 3000, ...weekdaysOfYears(30) });
    const { compute, test: tests } = planBatches(readRequest({ factors: 'all' }), plan);
    for (const { slices, cost } of [...compute, ...tests]) {
      expect(cost.seconds).toBeLessThan(Math.max(190, ...slices.map((slice) => slice.cost.seconds)));
      expect(cost.bytes).toBeLessThanOrEqual(Math.max(2 ** 31, ...slices.map((slice) => slice.cost.bytes)));
    }
    expect(Math.max(...[...compute].map(({ slices }) => slices.length))).toBeGreaterThan(5);
  });

  test('shares less where a slice is asked to take less', () => {
    const plan = inventedPlan({ stocks: 500, ...weekdaysOfYears(20) });
    const batches = (sliceSeconds: string) => planBatches(readRequest({ factors: 'all', sliceSeconds }), plan).compute;
    expect(batches('1').length).toBeGreaterThan(batches('5').length);
  });

  test('has one batch where there is one slice, and none of factors without values', () => {
    const plan = inventedPlan({ stocks: 5, ...weekdaysOfYears(1) });
    expect(planBatches(readRequest({ factors: 'ROC20' }), plan).compute.length).toBe(1);
    expect(planBatches(readRequest({ factors: 'SMB' }), plan).compute.length).toBe(0);
  });
});
