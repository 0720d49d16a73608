import { describe, expect, test } from '@jest/globals';
import { machineSeconds, stageTimeout } from './stage-timeouts.ts';
import type { BatchList, SliceBatch } from '../slices/slice.ts';

/** A list of batches that take the same time each; timeouts ask for nothing else. */
function batchesOf(length: number, seconds: number): BatchList {
  return Array.from({ length }, (): SliceBatch => {
    return { index: 0, stage: 'test', slices: [], cost: { cells: 1, seconds, bytes: 1 } };
  }) as unknown as BatchList;
}

const hours = (seconds: number): number => seconds / 3600;

describe('stageTimeout', () => {
  test('gives a small run hours, so that somebody hears on the same day that it hangs', () => {
    const { attemptSeconds, stageSeconds } = stageTimeout(batchesOf(26, 0.5));
    expect(hours(attemptSeconds)).toBe(1);
    expect(hours(stageSeconds)).toBeLessThan(3);
  });

  test('gives the largest forecast more than the 59.4 hours that it takes', () => {
    const compute = stageTimeout(batchesOf(33_655, 3.2));
    const test = stageTimeout(batchesOf(31_000, 9.6));
    expect(hours(compute.stageSeconds)).toBeGreaterThan(2 * 59.4);
    expect(hours(test.stageSeconds)).toBeGreaterThan(2 * 59.4);
    // Of its slowest job: four batches that wait for the warehouse 135 times as long as they compute.
    expect(test.attemptSeconds).toBeGreaterThan(4 * 9.6 * 135);
    expect(compute.stageSeconds + test.stageSeconds).toBeLessThan(machineSeconds);
  });

  test('leaves room for a second attempt, and stays below what the machine takes', () => {
    const { attemptSeconds, stageSeconds } = stageTimeout(batchesOf(2, 1e6));
    expect(stageSeconds).toBeGreaterThanOrEqual(2 * attemptSeconds);
    expect(2 * stageSeconds).toBeLessThan(machineSeconds);
  });
});
