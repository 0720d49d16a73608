import {
  appraisalRatio,
  centreOfCluster,
  correlationClusters,
  factorCorrelation,
  gibbonsRossShanken,
  robustCoefficient,
  robustJointTest,
  spanningRegression,
  type RobustJointTest,
} from '@fm/factor-math';
import { periodsPerYear } from '../known/frequency.ts';
import type { KnownFactors } from '../known/read-known-factors.ts';
import { onKnownDates, type DatedReturns } from './on-known-dates.ts';

/** A loading on a known factor. */
export interface Loading {
  readonly name: string;
  readonly beta: number;
  /** By cosines (`robustCoefficient`). */
  readonly t: number | null;
}

/** A return regressed on known factors; null is missing, with `reason`. */
export interface Comparison {
  readonly factor: string;
  readonly observations: number;
  readonly start: string | null;
  readonly end: string | null;
  /** Mean return a year, a fraction: the return to be explained. */
  readonly mean: number | null;
  /** What is earned beyond the known factors, a fraction a year: the constant times the periods of a year. */
  readonly alpha: number | null;
  /** By cosines (`robustCoefficient`), which keep their size in short samples. */
  readonly alphaT: number | null;
  /**
   * Newey-West (Bartlett), lag floor(4 (n/100)^(2/9)), as textbooks and other programs have it. It rejects too often in short
   * samples, so that no p-value is made of it.
   */
  readonly alphaNeweyWestT: number | null;
  /** Two-sided, of `alphaT`. */
  readonly alphaPValue: number | null;
  readonly loadings: readonly Loading[];
  readonly rSquared: number | null;
  /** Alpha over the deviation of the residuals, a year. */
  readonly appraisal: number | null;
  readonly reason: string | null;
}

/** All returns of a run against a set of known factors. */
export interface RunComparison {
  readonly comparisons: readonly Comparison[];
  /** Null where no factor has an alpha to test, or the periods are too few for so many factors. */
  readonly joint: JointComparison | null;
}

/** Test that all alphas are zero, of one factor for each cluster of near-duplicates. */
export interface JointComparison extends RobustJointTest {
  readonly factors: readonly string[];
  readonly observations: number;
  /**
   * The F of Gibbons, Ross and Shanken (1989) as textbooks and other programs have it. It takes returns as independent
   * and normal and rejects too often where they are not, so that no p-value is made of it.
   */
  readonly grsStatistic: number | null;
}

/** Observations that a regression needs beyond its coefficients. */
const spare = 30;

/** Returns correlated by at least this much in size count as one for the joint test. */
const nearDuplicates = 0.7;

/**
 * Regresses returns on known factors: `r[t] = alpha + sum beta_k f_k[t] + e[t]`. A long-short return costs nothing and is
 * regressed as it is; of a long-only one give the return above the risk-free rate.
 *
 * @param returns - by name, per session
 */
export function compareWithKnown(returns: ReadonlyMap<string, DatedReturns>, known: KnownFactors): RunComparison {
  const { dates, frequency } = known;
  const aligned = new Map([...returns].map(([name, one]) => [name, onKnownDates(one, dates, frequency)]));
  const comparisons = [...aligned].map(([name, values]) => compareOne(name, values, known));
  return { comparisons, joint: jointTest(aligned, comparisons, known) };
}

function compareOne(factor: string, values: Float64Array, known: KnownFactors): Comparison {
  const rows = finiteRows([values]);
  const none = {
    ...{ mean: null, alpha: null, alphaT: null, alphaNeweyWestT: null, alphaPValue: null },
    ...{ rSquared: null, appraisal: null },
  };
  const where = {
    factor,
    observations: rows.length,
    start: known.dates[rows[0] ?? -1] ?? null,
    end: known.dates[rows.at(-1) ?? -1] ?? null,
  };
  if (rows.length < known.names.length + 1 + spare)
    return { ...where, ...none, loadings: [], reason: 'too_few_observations' };
  const fit = spanningRegression(values, known.series);
  if (!fit.ok) return { ...where, ...none, loadings: [], reason: fit.reason };
  const perYear = periodsPerYear[known.frequency];
  return {
    ...where,
    mean: (rows.reduce((sum, t) => sum + (values[t] as number), 0) / rows.length) * perYear,
    alpha: fit.alpha * perYear,
    alphaT: orNull(fit.robustAlpha.t),
    alphaNeweyWestT: orNull(fit.alphaNeweyWestT),
    alphaPValue: orNull(fit.robustAlpha.pValue),
    loadings: known.names.map((name, at) => ({
      name,
      beta: fit.betas[at] as number,
      // If the known factors determine a return, its residuals are rounding errors.
      t: fit.rSquared === 1 ? null : orNull(robustCoefficient(fit.fit, at + 1).t),
    })),
    rSquared: orNull(fit.rSquared),
    appraisal: orNull(appraisalRatio(fit.fit, perYear)),
    reason: null,
  };
}

function jointTest(
  aligned: ReadonlyMap<string, Float64Array>,
  comparisons: readonly Comparison[],
  known: KnownFactors,
): JointComparison | null {
  const names = comparisons.filter(({ alphaT }) => alphaT !== null).map(({ factor }) => factor);
  const series = names.map((name) => aligned.get(name) as Float64Array);
  const correlations = factorCorrelation(series);
  const centres = correlationClusters(correlations, names.length, nearDuplicates).map((members) =>
    centreOfCluster(correlations, names.length, members),
  );
  if (centres.length === 0) return null;
  const rows = finiteRows(centres.map((at) => series[at] as Float64Array));
  const pick = (one: Float64Array): Float64Array => Float64Array.from(rows, (t) => one[t] as number);
  if (rows.length < centres.length + known.names.length + 1 + spare) return null;
  const assets = centres.map((at) => pick(series[at] as Float64Array));
  const factors = known.series.map(pick);
  const test = robustJointTest(assets, factors);
  if (!test.ok) return null;
  const textbook = gibbonsRossShanken(assets, factors);
  return {
    ...test,
    factors: centres.map((at) => names[at] as string),
    observations: rows.length,
    grsStatistic: textbook.ok ? textbook.statistic : null,
  };
}

function finiteRows(series: readonly Float64Array[]): number[] {
  const rows: number[] = [];
  for (let t = 0; t < (series[0]?.length ?? 0); t++) if (series.every((one) => Number.isFinite(one[t]))) rows.push(t);
  return rows;
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
