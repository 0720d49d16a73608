import { expect, test } from '@jest/globals';
import { hasSeveralCuts, hasSeveralRuns, timeSentences } from './run-times.ts';

type Times = Parameters<typeof timeSentences>[0];

/** Runs with their seconds and how they were cut, and the slices of the first ones. */
function timesOf(runs: readonly { seconds: number; cut?: number }[], sliced: number): Times {
  const rows = runs.map(({ seconds, cut = 0 }) => ({
    ...{ status: 'succeeded', durationMs: seconds * 1000, threadNo: cut, parallelM: cut },
  })) as unknown as Times['rows'];
  const durations = Array.from({ length: sliced }, (_, at) => [
    { run: `run-number-${at}`, factor: 'PB', stage: 'test', durationMs: 1500 },
    { run: `run-number-${at}`, factor: 'RSI14', stage: 'test', durationMs: 2500 },
  ]).flat();
  return { rows, durations };
}

test('one run is said in words, with what took most of its time', () => {
  const one = timesOf([{ seconds: 8.5 }], 1);
  expect([hasSeveralRuns(one), hasSeveralCuts(one)]).toEqual([false, false]);
  const [slices, cut] = timeSentences(one);
  expect(slices).toContain('Run run-numb spent 4.0 s on its slices; most of it: RSI14 2.5 s, PB 1.5 s.');
  expect(cut).toContain('The complete run took 8.5 s, cut as planned.');
});

test('runs that were cut alike are a span, and only the map of their factors is drawn', () => {
  const alike = timesOf([{ seconds: 8 }, { seconds: 6 }], 2);
  expect([hasSeveralRuns(alike), hasSeveralCuts(alike)]).toEqual([true, false]);
  expect(timeSentences(alike)).toEqual([
    expect.stringContaining('2 complete runs took 6.0 s to 8.0 s, cut as planned.'),
  ]);
});

test('runs that were cut in two ways need no words, and no run has none', () => {
  expect(timeSentences(timesOf([{ seconds: 8 }, { seconds: 6, cut: 2 }], 2))).toEqual([]);
  expect(timeSentences(timesOf([], 0))).toEqual([]);
});
