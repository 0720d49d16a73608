import { rolling } from './rolling.ts';
import type { Operator } from '../operator.ts';

const line = 'Ordinary least squares of x on the place in the window, 0 at x[t-d+1] and d-1 at x[t].';

/** The straight line through a window. */
export const trendOperators: readonly Operator[] = [
  rolling({
    name: 'ts_slope',
    aliases: ['slope'],
    fewest: 2,
    summary: 'Slope of the line through a window, per session.',
    definition: 'cov(place, w) / var(place); 0 where max w = min w',
    source: line,
  }),
  rolling({
    name: 'ts_intercept',
    fewest: 2,
    summary: 'Value of the line through a window at its oldest session.',
    definition: 'mean w - slope * mean place',
    source: line,
  }),
  rolling({
    name: 'ts_rsquare',
    aliases: ['rsquare'],
    fewest: 2,
    missing: 'Where max w = min w.',
    summary: 'Share of the variance of a window that its line explains.',
    definition: 'corr(place, w)^2',
    source: `${line} qlib says missing where the deviation is below 2e-5, whatever the scale.`,
  }),
  rolling({
    name: 'ts_resid',
    aliases: ['resi'],
    fewest: 2,
    missing: 'Where x[t] is missing.',
    summary: 'Distance of the value from the line through its window.',
    definition: 'x[t] - (intercept + slope * (d - 1)); 0 where max w = min w',
    source: line,
  }),
];
