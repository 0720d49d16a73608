import { callWindows } from '../simd-calls.ts';
import { numberOf, type KernelEntry } from '../work.ts';
import { meanOf, squaresOf } from './moments.ts';
import { wholeWindows, type Statistic, type Window } from './windows.ts';

/** Ordinary least squares of the values of a window on their places. */
interface Line {
  readonly slope: number;
  readonly mean: number;
  readonly meanPlace: number;
  /** Sum of squares that the line explains, and of all. */
  readonly explained: number;
  readonly squares: number;
}

function lineThrough({ values: [x], places, n }: Window): Line {
  const mean = meanOf(x, n);
  const meanPlace = meanOf(places, n);
  const squares = squaresOf(x, n);
  let products = 0;
  for (let j = 0; j < n; j++) products += (places[j] - meanPlace) * (x[j] - mean);
  const spread = squaresOf(places, n);
  return { slope: products / spread, mean, meanPlace, explained: (products * products) / spread, squares };
}

function residual(window: Window, length: number): number {
  if (!window.hasToday) return NaN;
  const { slope, mean, meanPlace } = lineThrough(window);
  return window.values[0][window.n - 1] - mean - slope * (length - 1 - meanPlace);
}

/** Mean and spread of the places 0 to n - 1. */
const meanPlaceOf = (n: number): number => (n - 1) / 2;
const spreadOf = (n: number): number => (n * (n * n - 1)) / 12;

function whole(name: string, statistic: Statistic): KernelEntry {
  return {
    reach: 'columns',
    run: wholeWindows(
      (work) => {
        const n = numberOf(work, 0);
        callWindows(work, name, n, [n, meanPlaceOf(n), spreadOf(n), n - 1 - meanPlaceOf(n)]);
      },
      statistic,
      { fewest: 2 },
    ),
  };
}

/** The straight line through a window; the registry has the definitions and sources. */
export const trends: Readonly<Record<string, KernelEntry>> = {
  ts_slope: whole('slope', (window) => lineThrough(window).slope),
  ts_intercept: whole('intercept', (window) => {
    const { slope, mean, meanPlace } = lineThrough(window);
    return mean - slope * meanPlace;
  }),
  ts_rsquare: whole('rsquare', (window) => {
    const { explained, squares } = lineThrough(window);
    return explained / squares;
  }),
  ts_resid: whole('residual', (window, work) => residual(window, numberOf(work, 0))),
};
