import { finite, numberOf, type KernelEntry, type Work } from '../work.ts';

/** A kernel that computes every cell from the past of its stock, by a search that may end early. */
function everyCell(search: (work: Work, today: number, stride: number, row: number) => number): KernelEntry {
  return {
    reach: 'columns',
    run: (work) => {
      const { memory, args, argStrides, out, stride, stocks, firstRow, endRow } = work;
      for (let r = firstRow; r < endRow; r++) {
        for (let c = 0; c < stocks; c++) {
          memory[out + r * stride + c] = finite(search(work, args[0] + r * argStrides[0] + c, argStrides[0], r));
        }
      }
    },
  };
}

function count(work: Work, today: number, stride: number): number {
  const { memory } = work;
  let known = 0;
  let holding = 0;
  for (let k = numberOf(work, 0) - 1; k >= 0; k--) {
    const value = memory[today - k * stride];
    if (value !== value) continue;
    known++;
    if (value !== 0) holding++;
  }
  return known < numberOf(work, 1) ? NaN : holding;
}

function countMissing(work: Work, today: number, stride: number, row: number): number {
  const { memory, sessionsBefore } = work;
  const length = numberOf(work, 0);
  if (sessionsBefore + row < length - 1) return NaN;
  let missing = 0;
  for (let k = 0; k < length; k++) if (memory[today - k * stride] !== memory[today - k * stride]) missing++;
  return missing;
}

/** The k-th latest value present of the last `length` sessions; missing where there is none. */
function latest(work: Work, today: number, stride: number, length: number, k: number): number {
  const { memory } = work;
  let left = k;
  for (let age = 0; age < length; age++) {
    const value = memory[today - age * stride];
    if (value === value && --left === 0) return value;
  }
  return NaN;
}

function latestOther(work: Work, today: number, stride: number): number {
  const { memory } = work;
  const value = memory[today];
  if (value !== value) return NaN;
  for (let age = 1; age <= numberOf(work, 0); age++) {
    const before = memory[today - age * stride];
    if (before === before && before !== value) return before;
  }
  return NaN;
}

function sessionsOfRun(work: Work, today: number, stride: number): number {
  const { memory } = work;
  const value = memory[today];
  if (value !== value) return NaN;
  const length = numberOf(work, 0);
  let age = 0;
  while (age < length && memory[today - (age + 1) * stride] === value) age++;
  return age;
}

/** Counts and searches in a window, which skip what is missing; the registry has the definitions and sources. */
export const searches: Readonly<Record<string, KernelEntry>> = {
  ts_count: everyCell(count),
  ts_count_nan: everyCell(countMissing),
  ts_backfill: everyCell((work, today, stride) => latest(work, today, stride, numberOf(work, 0), 1)),
  kth_element: everyCell((work, today, stride) => latest(work, today, stride, numberOf(work, 0), numberOf(work, 1))),
  last_diff_value: everyCell(latestOther),
  days_since_change: everyCell(sessionsOfRun),
};
