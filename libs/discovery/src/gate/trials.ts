import { effectiveTrials, minimumBacktestYears } from '@fm/factor-math';
import type { EpochCounts, EpochResult } from '../search/epoch.ts';
import type { SearchView } from '../search/view.ts';
import { binWidth } from './bins.ts';
import { expectedByLuck } from './expected-by-luck.ts';
import { readSeries } from './read-series.ts';

/** Everything that was tried, as counts and a distribution. */
export interface TrialsReport {
  readonly counts: EpochCounts;
  /** Different formulas: each counts once, whichever islands tried it. */
  readonly distinct: number;
  /** Trials with a t, their mean and variance. */
  readonly withT: number;
  readonly meanT: number;
  readonly varianceT: number;
  readonly largestT: number;
  /** |t| that the best of as many worthless trials is expected to show. */
  readonly expectedByLuck: number;
  /** Trials in bins of |t|, each `binWidth` wide, from 0 on. */
  readonly histogram: readonly number[];
  /** Number of independent trials that the correlated ones are worth. */
  readonly effective: number;
  /** Years of returns below which the best worthless trial is expected to show an annual Sharpe ratio of 1. */
  readonly minimumYears: number;
}

const sessionsOfYear = 252;

/** Counts trials; of a formula that several islands tried in one epoch the first t counts. */
export function countTrials(results: readonly EpochResult[]): Omit<TrialsReport, 'effective'> {
  const counts = { drawn: 0, evaluated: 0, duplicates: 0, screened: 0, unjudged: 0, refused: 0 };
  const found = new Map<number, number | null>();
  for (const result of results) {
    for (const name of Object.keys(counts) as (keyof EpochCounts)[]) counts[name] += result.counts[name];
    result.hashes.forEach((hash, k) => {
      if (!found.has(hash)) found.set(hash, result.t[k] ?? null);
    });
  }
  const known = [...found.values()].filter((t): t is number => t !== null);
  const meanT = known.reduce((sum, t) => sum + t, 0) / known.length;
  const varianceT = known.reduce((sum, t) => sum + (t - meanT) ** 2, 0) / (known.length - 1);
  const histogram: number[] = [];
  for (const t of known) {
    const bin = Math.floor(Math.abs(t) / binWidth);
    while (histogram.length <= bin) histogram.push(0);
    histogram[bin] = (histogram[bin] as number) + 1;
  }
  return {
    counts,
    distinct: found.size,
    withT: known.length,
    ...{ meanT, varianceT, histogram },
    largestT: known.reduce((most, t) => Math.max(most, Math.abs(t)), 0),
    expectedByLuck: expectedByLuck(found.size),
    minimumYears: minimumBacktestYears(found.size),
  };
}

/** How many independent trials they are worth, from a sample that was chosen by hash. */
export function countEffective(
  results: readonly EpochResult[],
  distinct: number,
  view: SearchView,
  memoryBytes: number,
): number {
  const sample = [...new Set(results.flatMap((result) => result.sample))].sort();
  const series = readSeries(sample, view, memoryBytes).map(({ coefficients }) => coefficients);
  return series.length < 2 ? distinct : effectiveTrials(series, distinct).ofAll;
}

/** Sessions as years. */
export function yearsOf(sessions: number): number {
  return sessions / sessionsOfYear;
}
