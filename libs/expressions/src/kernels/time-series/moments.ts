import { callMoments, callWindows, doubled } from '../simd-calls.ts';
import { numberOf, type Kernel, type KernelEntry, type Work } from '../work.ts';
import { everyWindow, wholeWindows, type Statistic, type Window, type WindowShape } from './windows.ts';

/** Sum of the first n values, in time order. */
export function sumOf(values: Float64Array, n: number): number {
  let sum = 0;
  for (let j = 0; j < n; j++) sum += values[j];
  return sum;
}

/** Mean of the first n values, with the oldest as origin: that of equal values is exactly their value. */
export function meanOf(values: Float64Array, n: number): number {
  const origin = values[0];
  let sum = 0;
  for (let j = 0; j < n; j++) sum += values[j] - origin;
  return origin + sum / n;
}

/** Sum of the k-th powers of the distances from the mean. */
export function centralSum(values: Float64Array, n: number, mean: number, k: number): number {
  let sum = 0;
  for (let j = 0; j < n; j++) {
    const distance = values[j] - mean;
    let power = distance;
    for (let i = 1; i < k; i++) power *= distance;
    sum += power;
  }
  return sum;
}

/** Sum of squared distances from the mean: exactly 0 where all values are equal. */
export function squaresOf(values: Float64Array, n: number): number {
  return centralSum(values, n, meanOf(values, n), 2);
}

/** Variance of the window. */
export function varianceOf({ values: [x], n }: Window, ddof: number): number {
  return squaresOf(x, n) / (n - ddof);
}

/** Today's value of the first argument; missing where today is. */
export function todayOf({ values: [x], n, hasToday }: Window): number {
  return hasToday ? x[n - 1] : NaN;
}

function skewness({ values: [x], n }: Window): number {
  const mean = meanOf(x, n);
  const m2 = centralSum(x, n, mean, 2) / n;
  return ((centralSum(x, n, mean, 3) / n / m2 ** 1.5) * Math.sqrt(n * (n - 1))) / (n - 2);
}

function kurtosis({ values: [x], n }: Window): number {
  const mean = meanOf(x, n);
  const m2 = centralSum(x, n, mean, 2) / n;
  const m4 = centralSum(x, n, mean, 4) / n;
  return ((n - 1) / ((n - 2) * (n - 3))) * (((n + 1) * m4) / (m2 * m2) - 3 * (n - 1));
}

function meanDeviation({ values: [x], n }: Window): number {
  const mean = meanOf(x, n);
  let sum = 0;
  for (let j = 0; j < n; j++) sum += Math.abs(x[j] - mean);
  return sum / n;
}

function product({ values: [x], n }: Window): number {
  let result = 1;
  for (let j = 0; j < n; j++) result *= x[j];
  return result;
}

function place(window: Window): number {
  const { values, n } = window;
  let least = Infinity;
  let most = -Infinity;
  for (let j = 0; j < n; j++) {
    least = Math.min(least, values[0][j]);
    most = Math.max(most, values[0][j]);
  }
  return (todayOf(window) - least) / (most - least);
}

function entropy({ values: [x], n }: Window, work: Work): number {
  const buckets = numberOf(work, 1);
  let least = Infinity;
  let most = -Infinity;
  for (let j = 0; j < n; j++) {
    least = Math.min(least, x[j]);
    most = Math.max(most, x[j]);
  }
  if (least === most) return 0;
  const counts = new Float64Array(buckets);
  const width = most - least;
  for (let j = 0; j < n; j++) counts[Math.min(buckets - 1, Math.floor(((x[j] - least) / width) * buckets))]++;
  let sum = 0;
  for (const count of counts) if (count > 0) sum -= (count / n) * Math.log(count / n);
  return sum;
}

const columns = (statistic: Statistic, shape?: WindowShape): KernelEntry => ({
  reach: 'columns',
  run: everyWindow(statistic, shape),
});

const whole = (kernel: Kernel, statistic: Statistic, shape?: WindowShape): KernelEntry => ({
  reach: 'columns',
  run: wholeWindows(kernel, statistic, shape),
});

/** A function of whole windows that takes the length and what a sum of squares is divided by. */
const ofSquares =
  (name: string, longName: string): Kernel =>
  (work) =>
    callMoments(work, name, longName, numberOf(work, 0) - (work.params.length > 2 ? numberOf(work, 1) : 1));

const aboveMean: Kernel = (work) => callWindows(work, 'aboveMean', numberOf(work, 0), [numberOf(work, 0)]);

/** Sums and moments of a window; the registry has the definitions and sources. */
export const moments: Readonly<Record<string, KernelEntry>> = {
  ts_sum: whole(doubled('total'), ({ values: [x], n }) => sumOf(x, n)),
  ts_mean: whole(
    doubled('total', (length) => length),
    ({ values: [x], n }) => sumOf(x, n) / n,
  ),
  ts_product: whole(doubled('product'), product),
  ts_std: whole(
    ofSquares('deviation', 'longDeviation'),
    (window, work) => Math.sqrt(varianceOf(window, numberOf(work, 1))),
    {
      fewest: 2,
    },
  ),
  ts_var: whole(ofSquares('variance', 'longVariance'), (window, work) => varianceOf(window, numberOf(work, 1)), {
    fewest: 2,
  }),
  ts_skew: columns(skewness, { fewest: 3 }),
  ts_kurt: columns(kurtosis, { fewest: 4 }),
  ts_mad: columns(meanDeviation),
  ts_zscore: whole(
    ofSquares('zscore', 'longZscore'),
    (window) => (todayOf(window) - meanOf(window.values[0], window.n)) / Math.sqrt(varianceOf(window, 1)),
    { fewest: 2 },
  ),
  ts_scale: whole((work) => callWindows(work, 'scale', numberOf(work, 0), []), place),
  ts_av_diff: whole(aboveMean, (window) => todayOf(window) - meanOf(window.values[0], window.n)),
  ts_entropy: columns(entropy),
};
