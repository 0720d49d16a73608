import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arraySize, batchesOfJob } from '../slices/array-job.ts';
import type { Fleet } from './fleet.ts';
import { runArray } from './run-array.ts';

/** Slices shared over as many jobs as AWS Batch allows. */
function shared(slices: number): number[][] {
  const jobs = arraySize(slices);
  return Array.from({ length: jobs }, (_, job) => [...batchesOfJob(slices, job)]);
}

const calm: Fleet = {
  spotJobs: 10,
  onDemandJobs: 0,
  startSeconds: 30,
  startsPerSecond: Infinity,
  interruptionsPerHour: 0,
  stragglers: 0,
  slowestTimes: 20,
  attempts: 5,
  attemptSeconds: 4 * 3600,
  seed: 7,
};

describe('a simulated array', () => {
  test('takes what arithmetic says where nothing goes wrong', () => {
    const outcome = runArray(shared(95), () => 60, calm);
    expect(outcome.wallSeconds).toBeCloseTo(Math.ceil(95 / 10) * 90, 9);
    expect(outcome.spotSeconds).toBeCloseTo(95 * 90, 9);
    expect(outcome).toMatchObject({ attempts: 95, interruptions: 0, begun: 95, failedJobs: [] });
  });

  test('shares more slices than Batch has jobs over ten thousand jobs', () => {
    const outcome = runArray(shared(25_000), () => 10, { ...calm, spotJobs: 10_000 });
    expect(outcome).toMatchObject({ attempts: 10_000, begun: 25_000 });
    expect(outcome.wallSeconds).toBe(30 + 3 * 10);
  });

  test('is held up by the rate of starts', () => {
    const { wallSeconds } = runArray(shared(1000), () => 1, { ...calm, spotJobs: 1000, startsPerSecond: 20 });
    expect(wallSeconds).toBeCloseTo(999 / 20 + 31, 9);
  });

  test('is the same for the same seed, and another for another', () => {
    const rough = { ...calm, interruptionsPerHour: 2, stragglers: 0.05 };
    expect(runArray(shared(500), () => 120, rough)).toEqual(runArray(shared(500), () => 120, rough));
    expect(runArray(shared(500), () => 120, { ...rough, seed: 8 }).wallSeconds).not.toBe(
      runArray(shared(500), () => 120, rough).wallSeconds,
    );
  });

  test('fills on-demand capacity when Spot has no room, and only Spot is interrupted', () => {
    const outcome = runArray(shared(400), () => 600, {
      ...calm,
      spotJobs: 0,
      onDemandJobs: 20,
      interruptionsPerHour: 60,
    });
    expect(outcome).toMatchObject({ interruptions: 0, spotSeconds: 0, attempts: 400 });
    expect(runArray(shared(40), () => 600, { ...calm, onDemandJobs: 20 }).onDemandSeconds).toBeGreaterThan(0);
  });

  test('ends with the jobs named that ran out of attempts, and their slices open', () => {
    const outcome = runArray(shared(20), () => 3000, { ...calm, interruptionsPerHour: 60, attempts: 2 });
    expect(outcome.failedJobs.length).toBeGreaterThan(0);
    const open = outcome.failedJobs.filter((job) => outcome.done[job] === 0);
    expect(open).toEqual(outcome.failedJobs);
  });

  test('finishes every slice once, whatever is interrupted, and no sooner than its work allows', () => {
    const fleets = fc.record({
      spotJobs: fc.integer({ min: 1, max: 30 }),
      onDemandJobs: fc.integer({ min: 0, max: 30 }),
      interruptionsPerHour: fc.constantFrom(0, 0.1, 2),
      stragglers: fc.constantFrom(0, 0.02, 0.3),
      startsPerSecond: fc.constantFrom(0.5, 20),
      seed: fc.integer({ min: 1, max: 1e6 }),
    });
    fc.assert(
      fc.property(fleets, fc.integer({ min: 1, max: 300 }), (some, slices) => {
        const fleet = { ...calm, ...some, attempts: 250 };
        const outcome = runArray(shared(slices), (place) => 20 + (place % 7), fleet);
        expect(outcome.failedJobs).toEqual([]);
        expect(outcome.done.every((times) => times === 1)).toBe(true);
        const busy = outcome.spotSeconds + outcome.onDemandSeconds;
        expect(outcome.wallSeconds).toBeGreaterThanOrEqual(busy / (fleet.spotJobs + fleet.onDemandJobs) - 1e-6);
        expect(outcome.begun).toBeGreaterThanOrEqual(slices);
      }),
    );
  });
});
