import { numberOf, type KernelEntry } from '../work.ts';
import { meanOf, squaresOf } from './moments.ts';
import { everyWindow, type Statistic, type Window } from './windows.ts';

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

const columns = (statistic: Statistic): KernelEntry => ({
  reach: 'columns',
  run: everyWindow(statistic, { fewest: 2 }),
});

/** The straight line through a window; the registry has the definitions and sources. */
export const trends: Readonly<Record<string, KernelEntry>> = {
  ts_slope: columns((window) => lineThrough(window).slope),
  ts_intercept: columns((window) => {
    const { slope, mean, meanPlace } = lineThrough(window);
    return mean - slope * meanPlace;
  }),
  ts_rsquare: columns((window) => {
    const { explained, squares } = lineThrough(window);
    return explained / squares;
  }),
  ts_resid: columns((window, work) => residual(window, numberOf(work, 0))),
};
