import { bartlettSum } from '../inference/long-run-variance.ts';
import { ownSlopes, project, sharedSlopes, type Slopes } from './mutual-slopes.ts';
import { neweyWestLag } from '../inference/newey-west-lag.ts';
import { studentTTwoSidedP } from '../distributions/student-t.ts';

/** One factor of {@link mutualSpanning} regressed on the others. */
export interface MutualSpanning {
  readonly estimator: 'OLS, Newey-West (Bartlett)';
  readonly observations: number;
  /** Positions of the regressors. */
  readonly others: readonly number[];
  /** What the factor earns beyond the others, per session, and its Newey-West t. */
  readonly alpha: number;
  readonly alphaT: number;
  /** Two-sided, Student t with n - k degrees of freedom. */
  readonly alphaPValue: number;
  /** One per element of `others`. */
  readonly betas: Float64Array;
  readonly betaT: Float64Array;
  readonly rSquared: number;
}

/** A share of variance below which a factor counts as determined by others. */
const determined = 1e-8;
/** A share above which one inverse serves all regressions: below it, taking one factor out of it would cancel digits. */
const independentShare = 1e-3;

/**
 * Regresses each factor on a constant and all the others at once: the same estimates as `spanningRegression` of each, from
 * one correlation matrix, many times faster. Of regressors that determine each other the later ones are left out.
 *
 * With standardised columns z, their correlations R and G the inverse of R over the regressors, `b = G r` are the slopes,
 * and the Newey-West variance of a coefficient is that of the sum of its influences: `(G z[t])_j e[t]` for a slope and `(1/n
 * - sum_j m_j (G z[t])_j / s_j) e[t]` for alpha (Newey and West 1987; the sandwich, row by row). Where P, the inverse over
 * all, exists, the block without y is that of `P - P_y P_y' / P_yy`, so that `b = -P_y / P_yy` and `G z = P z + b (P z)_y`.
 *
 * @param series - returns per session; sessions on which any is missing are left out of all regressions
 * @returns one per series; undefined where observations are fewer than coefficients, or the series does not vary
 */
export function mutualSpanning(series: readonly Float64Array[]): (MutualSpanning | undefined)[] {
  const columns = standardised(series);
  const n = columns.sessions;
  const k = series.length;
  const correlations = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      const value = dot(columns.z[a], columns.z[b]);
      correlations[a * k + b] = value;
      correlations[b * k + a] = value;
    }
  }
  const all = independent(correlations, k, -1, columns.scales, independentShare);
  const projected = all.length === countVarying(columns.scales) ? project(columns.z, correlations, all) : undefined;
  return series.map((_, y) => {
    const others = independent(correlations, k, y, columns.scales, determined);
    if (!(columns.scales[y] > 0 && n > others.length + 1)) return undefined;
    const slopes = projected === undefined ? ownSlopes(columns.z, correlations, y, others) : sharedSlopes(projected, y);
    return summarise(columns, correlations, y, others, slopes);
  });
}

function countVarying(scales: Float64Array): number {
  return scales.reduce((count, scale) => (scale > 0 ? count + 1 : count), 0);
}

interface Standardised {
  readonly sessions: number;
  /** Deviations from the mean over the root of their sum of squares. */
  readonly z: readonly Float64Array[];
  readonly means: Float64Array;
  readonly scales: Float64Array;
}

function standardised(series: readonly Float64Array[]): Standardised {
  const rows: number[] = [];
  for (let t = 0; t < (series[0]?.length ?? 0); t++) {
    if (series.every((one) => Number.isFinite(one[t]))) rows.push(t);
  }
  const means = new Float64Array(series.length);
  const scales = new Float64Array(series.length);
  const z = series.map((one, j) => {
    const own = Float64Array.from(rows, (t) => one[t]);
    if (own.every((value) => value === own[0])) return own.fill(0);
    means[j] = own.reduce((sum, value) => sum + value, 0) / own.length;
    for (let t = 0; t < own.length; t++) own[t] -= means[j];
    scales[j] = Math.sqrt(dot(own, own));
    for (let t = 0; t < own.length; t++) own[t] /= scales[j];
    return own;
  });
  return { sessions: rows.length, z, means, scales };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t] * b[t];
  return sum;
}

/** Columns other than y that vary and that the ones taken before them do not determine, by the pivots of Cholesky's factor. */
function independent(correlations: Float64Array, k: number, y: number, scales: Float64Array, least: number): number[] {
  const taken: number[] = [];
  const rows: Float64Array[] = [];
  for (let j = 0; j < k; j++) {
    if (j === y || !(scales[j] > 0)) continue;
    const row = new Float64Array(taken.length + 1);
    let pivot = 1;
    for (let a = 0; a < taken.length; a++) {
      let value = correlations[j * k + taken[a]];
      for (let b = 0; b < a; b++) value -= row[b] * rows[a][b];
      row[a] = value / rows[a][a];
      pivot -= row[a] * row[a];
    }
    if (!(pivot > least)) continue;
    row[taken.length] = Math.sqrt(pivot);
    taken.push(j);
    rows.push(row);
  }
  return taken;
}

function summarise(
  { sessions: n, z, means, scales }: Standardised,
  correlations: Float64Array,
  y: number,
  others: readonly number[],
  { b, influence }: Slopes,
): MutualSpanning {
  const k = z.length;
  const betas = Float64Array.from(b, (value, j) => (value * scales[y]) / scales[others[j]]);
  const lag = neweyWestLag(n);
  const residuals = z[y].slice();
  others.forEach((other, j) => {
    for (let t = 0; t < n; t++) residuals[t] -= b[j] * z[other][t];
  });
  for (let t = 0; t < n; t++) residuals[t] *= scales[y];
  const own = new Float64Array(n).fill(1 / n);
  const scores = new Float64Array(n);
  const betaT = betas.map((beta, j) => {
    influence(j, scores);
    const [scale, centre] = [scales[others[j]], means[others[j]]];
    for (let t = 0; t < n; t++) {
      const q = scores[t] / scale;
      own[t] -= centre * q;
      scores[t] = q * residuals[t];
    }
    return beta / Math.sqrt(bartlettSum(scores, n, lag));
  });
  for (let t = 0; t < n; t++) own[t] *= residuals[t];
  const alpha = means[y] - others.reduce((sum, other, j) => sum + betas[j] * means[other], 0);
  const alphaT = alpha / Math.sqrt(bartlettSum(own, n, lag));
  return {
    estimator: 'OLS, Newey-West (Bartlett)',
    observations: n,
    others,
    alpha,
    alphaT,
    alphaPValue: studentTTwoSidedP(alphaT, n - others.length - 1),
    betas,
    betaT,
    rSquared: others.reduce((sum, other, j) => sum + b[j] * correlations[y * k + other], 0),
  };
}
