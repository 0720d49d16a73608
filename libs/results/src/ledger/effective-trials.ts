import { correlationClusters, factorCorrelation } from '@fm/factor-math';

/** Mean returns of a trial by week; weeks ascend. */
export interface WeeklyReturns {
  readonly id: string;
  readonly weeks: readonly string[];
  readonly returns: readonly number[];
}

/** Trials whose returns are correlated by at least this much, in either direction, count as one. */
const nearDuplicates = 0.7;

/** Weeks that two trials must share: a correlation over fewer is large by chance, and then joins nothing. */
const fewestWeeks = 26;

/** Trials that are compared with each other; of more, as many in the order of their ids represent all. */
const mostCompared = 500;

/**
 * How many independent trials some trials are worth: the number of clusters of correlated ones, as Lopez de Prado and Lewis
 * (2019, Detection of False Investment Strategies Using Unsupervised Learning Methods, Quantitative Finance 19(9)) count
 * them, with clusters by single linkage (Gower and Ross 1969). Of more than 500 trials the share of clusters among the 500
 * lowest ids, which are hashes, is taken to be that of all.
 */
export function effectiveTrials(trials: readonly WeeklyReturns[]): number {
  const compared = [...trials].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, mostCompared);
  if (compared.length === 0) return 0;
  const calendar = [...new Set(compared.flatMap(({ weeks }) => weeks))].sort();
  const place = new Map(calendar.map((week, at) => [week, at]));
  const series = compared.map(({ weeks, returns }) => {
    const own = new Float64Array(calendar.length).fill(NaN);
    weeks.forEach((week, at) => (own[place.get(week) as number] = returns[at] as number));
    return own;
  });
  const correlations = factorCorrelation(series);
  const count = compared.length;
  for (let a = 0; a < count; a++)
    for (let b = 0; b < a; b++)
      if (sharedWeeks(series[a] as Float64Array, series[b] as Float64Array) < fewestWeeks)
        correlations[a * count + b] = correlations[b * count + a] = NaN;
  const clusters = correlationClusters(correlations, count, nearDuplicates).length;
  return (clusters * trials.length) / count;
}

function sharedWeeks(a: Float64Array, b: Float64Array): number {
  let shared = 0;
  for (let t = 0; t < a.length; t++) if (!Number.isNaN(a[t]) && !Number.isNaN(b[t])) shared++;
  return shared;
}
