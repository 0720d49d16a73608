import { expectedMaximumSharpe } from './sharpe-tests.ts';
import { mean } from '../panel/moments.ts';

/**
 * Years of returns below which the best of `trials` worthless strategies is expected to show an annual Sharpe ratio of
 * `sharpe`: `(E[max of N standard normal values] / sharpe)^2` (Bailey, Borwein, Lopez de Prado and Zhu 2014, Pseudo-
 * Mathematics and Financial Charlatanism, Notices of the AMS 61(5)).
 *
 * @param sharpe - annual. @default 1
 */
export function minimumBacktestYears(trials: number, sharpe = 1): number {
  return (expectedMaximumSharpe(trials, 1) / sharpe) ** 2;
}

/** How many independent trials correlated ones amount to. */
export interface EffectiveTrials {
  /** Participation ratio of the sample: `(sum of eigenvalues)^2 / sum of squared eigenvalues` of its correlations. */
  readonly ofSample: number;
  /** Mean squared correlation of two trials, less 1 / sessions, which unrelated ones show. */
  readonly squaredCorrelation: number;
  /** The same ratio for all trials, where they are correlated as those of the sample are: `N / (1 + (N - 1) r^2)`. */
  readonly ofAll: number;
}

/**
 * Effective number of trials by the participation ratio of the correlation matrix, `n^2 / sum of squared correlations`.
 *
 * @param series - a sample of the trials, of the same sessions; a session in which either is missing is left out of a pair
 * @param trials - all of them
 */
export function effectiveTrials(series: readonly Float64Array[], trials: number): EffectiveTrials {
  const n = series.length;
  const sessions = series[0]?.length ?? 0;
  let beside = 0;
  let chance = 0;
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < a; b++) {
      const { correlation, pairs } = correlationOf(series[a], series[b], sessions);
      beside += 2 * correlation * correlation;
      chance += pairs > 1 ? 2 / (pairs - 1) : 0;
    }
  }
  const squaredCorrelation = n < 2 ? 0 : Math.max(0, (beside - chance) / (n * (n - 1)));
  return {
    ofSample: (n * n) / (n + beside),
    squaredCorrelation,
    ofAll: trials / (1 + (trials - 1) * squaredCorrelation),
  };
}

/** Pearson's correlation over the sessions that both have; 0 where it has none. */
function correlationOf(a: Float64Array, b: Float64Array, sessions: number): { correlation: number; pairs: number } {
  const both: number[] = [];
  for (let t = 0; t < sessions; t++) if (!Number.isNaN(a[t]) && !Number.isNaN(b[t])) both.push(t);
  const [meanA, meanB] = [a, b].map((x) => mean(Float64Array.from(both, (t) => x[t])));
  let [products, squaresA, squaresB] = [0, 0, 0];
  for (const t of both) {
    products += (a[t] - meanA) * (b[t] - meanB);
    squaresA += (a[t] - meanA) ** 2;
    squaresB += (b[t] - meanB) ** 2;
  }
  const length = Math.sqrt(squaresA * squaresB);
  return { correlation: length > 0 ? products / length : 0, pairs: both.length };
}
