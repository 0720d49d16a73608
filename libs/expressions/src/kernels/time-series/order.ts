import { callWindows, doubled } from '../simd-calls.ts';
import { numberOf, type Kernel, type KernelEntry, type Work } from '../work.ts';
import { quantileOfSorted } from './quantile.ts';
import { quantileOfWhole } from './sorted-windows.ts';
import { wholeWindows, type Statistic, type Window } from './windows.ts';

function least({ values: [x], n }: Window): number {
  let result = x[0];
  for (let j = 1; j < n; j++) result = Math.min(result, x[j]);
  return result;
}

function most({ values: [x], n }: Window): number {
  let result = x[0];
  for (let j = 1; j < n; j++) result = Math.max(result, x[j]);
  return result;
}

function quantile({ values: [x], n }: Window, q: number): number {
  return quantileOfSorted(x.subarray(0, n).sort(), n, q);
}

function rank({ values: [x], n, hasToday }: Window, work: Work): number {
  if (!hasToday) return NaN;
  const today = x[n - 1];
  let below = 0;
  let equal = 0;
  for (let j = 0; j < n; j++) {
    if (x[j] < today) below++;
    else if (x[j] === today) equal++;
  }
  const place = below + (equal + 1) / 2;
  return work.params[1] === 'count' ? place : place / n;
}

/** Index, among the values present, of the one that none beats; the earliest of ties. */
function earliest({ values: [x], n }: Window, beats: (a: number, b: number) => boolean): number {
  let best = 0;
  for (let j = 1; j < n; j++) if (beats(x[j], x[best])) best = j;
  return best;
}

/** Sessions from the latest value that none beats until today. */
function sinceLatest(window: Window, work: Work, beats: (a: number, b: number) => boolean): number {
  const { values, places, n } = window;
  let best = n - 1;
  for (let j = n - 2; j >= 0; j--) if (beats(values[0][j], values[0][best])) best = j;
  return numberOf(work, 0) - 1 - places[best];
}

const greater = (a: number, b: number): boolean => a > b;
const smaller = (a: number, b: number): boolean => a < b;
const whole = (kernel: Kernel, statistic: Statistic): KernelEntry => ({
  reach: 'columns',
  run: wholeWindows(kernel, statistic),
});

const rankOfToday: Kernel = (work) => {
  const length = numberOf(work, 0);
  callWindows(work, 'rank', length, [work.params[1] === 'count' ? 1 : length]);
};

/** Place of an extreme from 1 at the oldest. */
const placed =
  (name: string): Kernel =>
  (work) =>
    callWindows(work, name, numberOf(work, 0), [1, 1]);

/** Sessions since an extreme. */
const since =
  (name: string): Kernel =>
  (work) =>
    callWindows(work, name, numberOf(work, 0), [numberOf(work, 0) - 1, -1]);

/** Order statistics of a window; the registry has the definitions and sources. */
export const order: Readonly<Record<string, KernelEntry>> = {
  ts_min: whole(doubled('least'), least),
  ts_max: whole(doubled('most'), most),
  ts_median: whole(
    quantileOfWhole(() => 0.5),
    (window) => quantile(window, 0.5),
  ),
  ts_quantile: whole(
    quantileOfWhole((work) => numberOf(work, 1)),
    (window, work) => quantile(window, numberOf(work, 1)),
  ),
  ts_rank: whole(rankOfToday, rank),
  ts_argmax: whole(placed('earliestGreatest'), (window) => earliest(window, greater) + 1),
  ts_argmin: whole(placed('earliestLeast'), (window) => earliest(window, smaller) + 1),
  days_since_max: whole(since('latestGreatest'), (window, work) => sinceLatest(window, work, greater)),
  days_since_min: whole(since('latestLeast'), (window, work) => sinceLatest(window, work, smaller)),
};
