import { brutePairs } from './pairs.ts';
import { bruteSearches } from './searches.ts';
import {
  correlationOf,
  covarianceOf,
  isFlat,
  knownOf,
  lineOf,
  meanOf,
  momentOf,
  quantileOf,
  rankOf,
  sumOf,
} from './plain.ts';
import type { Named } from './brute-force.ts';

/** Pasts of the arguments, the newest value first, as far as the sessions reach. */
export type Past = (pasts: readonly (readonly number[])[], params: Named) => number;

/** The window of one argument: its values present, the oldest first, with their places from 0 to d - 1. */
interface Window {
  readonly values: readonly number[];
  readonly places: readonly number[];
  readonly d: number;
  readonly today: number;
}

/** A definition over the values present in the window, of which there must be `min`, and `fewest`. */
function rolling(fewest: number, compute: (window: Window, params: Named) => number, length = 'd'): Past {
  return ([past], params) => {
    const d = Number(params[length]);
    const whole = Array.from({ length: d }, (_, place) => past![d - 1 - place] ?? NaN);
    const places = whole.flatMap((value, place) => (Number.isNaN(value) ? [] : [place]));
    const window = { values: knownOf(whole), places, d, today: past![0]! };
    return places.length < Math.max(fewest, Number(params['min'])) ? NaN : compute(window, params);
  };
}

/** A weighted mean, by the age of a value in sessions. */
function weighted(weight: (age: number, params: Named) => number, length?: string): Past {
  return rolling(
    1,
    ({ values, places, d }, params) => {
      const weights = places.map((place) => weight(d - 1 - place, params));
      return sumOf(values.map((value, at) => value * weights[at]!)) / sumOf(weights);
    },
    length,
  );
}

function skewness(values: readonly number[]): number {
  const n = values.length;
  const biased = momentOf(values, 3) / momentOf(values, 2) ** 1.5;
  return isFlat(values) ? NaN : (biased * Math.sqrt(n * (n - 1))) / (n - 2);
}

function kurtosis(values: readonly number[]): number {
  const n = values.length;
  const biased = momentOf(values, 4) / momentOf(values, 2) ** 2;
  return isFlat(values) ? NaN : ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * biased - 3 * (n - 1));
}

function entropy(values: readonly number[], buckets: number): number {
  if (isFlat(values)) return 0;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const counts = new Array<number>(buckets).fill(0);
  for (const value of values)
    counts[Math.min(buckets - 1, Math.floor(((value - least) / (most - least)) * buckets))]!++;
  return -sumOf(counts.filter((count) => count > 0).map((n) => (n / values.length) * Math.log(n / values.length)));
}

/** Definitions of the operators over the past of one stock. */
export const bruteWindows: Readonly<Record<string, Past>> = {
  delay: ([past], { d }) => past![Number(d)] ?? NaN,
  delta: ([past], { d }) => past![0]! - (past![Number(d)] ?? NaN),
  ts_returns: ([past], { d }) => past![0]! / (past![Number(d)] ?? NaN) - 1,
  ts_sum: rolling(1, ({ values }) => sumOf(values)),
  ts_mean: rolling(1, ({ values }) => meanOf(values)),
  ts_product: rolling(1, ({ values }) => values.reduce((product, value) => product * value, 1)),
  ts_std: rolling(2, ({ values }, { ddof }) => Math.sqrt(covarianceOf(values, values, Number(ddof)))),
  ts_var: rolling(2, ({ values }, { ddof }) => covarianceOf(values, values, Number(ddof))),
  ts_skew: rolling(3, ({ values }) => skewness(values)),
  ts_kurt: rolling(4, ({ values }) => kurtosis(values)),
  ts_mad: rolling(1, ({ values }) => meanOf(values.map((value) => Math.abs(value - meanOf(values))))),
  ts_zscore: rolling(2, ({ values, today }) =>
    isFlat(values) ? NaN : (today - meanOf(values)) / Math.sqrt(covarianceOf(values, values)),
  ),
  ts_scale: rolling(1, ({ values, today }) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return isFlat(values) ? NaN : (today - least) / (most - least);
  }),
  ts_av_diff: rolling(1, ({ values, today }) => today - meanOf(values)),
  ts_entropy: rolling(1, ({ values }, { buckets }) => entropy(values, Number(buckets))),
  ts_min: rolling(1, ({ values }) => Math.min(...values)),
  ts_max: rolling(1, ({ values }) => Math.max(...values)),
  ts_median: rolling(1, ({ values }) => quantileOf(values, 0.5)),
  ts_quantile: rolling(1, ({ values }, { q }) => quantileOf(values, Number(q))),
  ts_rank: rolling(1, ({ values, today }, { scale }) =>
    Number.isNaN(today) ? NaN : rankOf(today, values) / (scale === 'count' ? 1 : values.length),
  ),
  ts_argmax: rolling(1, ({ values }) => values.indexOf(Math.max(...values)) + 1),
  ts_argmin: rolling(1, ({ values }) => values.indexOf(Math.min(...values)) + 1),
  days_since_max: rolling(1, ({ values, places, d }) => d - 1 - places[values.lastIndexOf(Math.max(...values))]!),
  days_since_min: rolling(1, ({ values, places, d }) => d - 1 - places[values.lastIndexOf(Math.min(...values))]!),
  decay_linear: weighted((age, { d }) => Number(d) - age),
  decay_exp: weighted((age, { f }) => Number(f) ** age),
  ts_ema: weighted((age, { d }) => (1 - 2 / (Number(d) + 1)) ** age, 'window'),
  ts_slope: rolling(2, ({ values, places }) => lineOf(values, places).slope),
  ts_intercept: rolling(2, ({ values, places }) => lineOf(values, places).intercept),
  ts_rsquare: rolling(2, ({ values, places }) => correlationOf(values, places) ** 2),
  ts_resid: rolling(2, ({ values, places, d, today }) => {
    const { slope, intercept } = lineOf(values, places);
    return isFlat(values) ? today - today : today - (intercept + slope * (d - 1));
  }),
  ...brutePairs,
  ...bruteSearches,
};
