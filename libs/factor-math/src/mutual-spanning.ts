import { bartlettSum } from './long-run-variance.ts';
import { neweyWestLag } from './newey-west-lag.ts';
import { studentTTwoSidedP } from './student-t.ts';

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

/**
 * Regresses each factor on a constant and all the others at once: the same estimates as `spanningRegression` of each, from
 * one correlation matrix, many times faster. Of regressors that determine each other the later ones are left out.
 *
 * With standardised columns z, their correlations R and G the inverse of R over the regressors, `b = G r` are the slopes,
 * and the Newey-West variance of a coefficient is that of the sum of its influences: `(G z[t])_j e[t]` for a slope and `(1/n
 * - sum_j m_j (G z[t])_j / s_j) e[t]` for alpha (Newey and West 1987; the sandwich, row by row).
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
  return series.map((_, y) => {
    const others = independent(correlations, k, y, columns.scales);
    return columns.scales[y] > 0 && n > others.length + 1 ? regress(columns, correlations, y, others) : undefined;
  });
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
function independent(correlations: Float64Array, k: number, y: number, scales: Float64Array): number[] {
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
    if (!(pivot > determined)) continue;
    row[taken.length] = Math.sqrt(pivot);
    taken.push(j);
    rows.push(row);
  }
  return taken;
}

function regress(
  { sessions: n, z, means, scales }: Standardised,
  correlations: Float64Array,
  y: number,
  others: readonly number[],
): MutualSpanning {
  const size = others.length;
  const k = z.length;
  const inverse = inverseOf(
    others.map((a) => Float64Array.from(others, (b) => correlations[a * k + b])),
    size,
  );
  const b = inverse.map((row) => others.reduce((sum, other, j) => sum + row[j] * correlations[y * k + other], 0));
  const betas = Float64Array.from(b, (value, j) => (value * scales[y]) / scales[others[j]]);
  const lag = neweyWestLag(n);
  const influences = Array.from({ length: size + 1 }, () => new Float64Array(n));
  const flat = new Float64Array(size * size);
  inverse.forEach((row, j) => flat.set(row, j * size));
  const regressors = others.map((other) => z[other]);
  const ownScales = Float64Array.from(others, (other) => scales[other]);
  const ownMeans = Float64Array.from(others, (other) => means[other]);
  const x = new Float64Array(size);
  for (let t = 0; t < n; t++) {
    let residual = z[y][t];
    for (let j = 0; j < size; j++) {
      x[j] = regressors[j][t];
      residual -= b[j] * x[j];
    }
    residual *= scales[y];
    let own = 1 / n;
    for (let j = 0, at = 0; j < size; j++) {
      let sum = 0;
      for (let l = 0; l < size; l++) sum += flat[at++] * x[l];
      const q = sum / ownScales[j];
      own -= ownMeans[j] * q;
      influences[j][t] = q * residual;
    }
    influences[size][t] = own * residual;
  }
  const errors = influences.map((one) => Math.sqrt(bartlettSum(one, n, lag)));
  const alpha = means[y] - others.reduce((sum, other, j) => sum + betas[j] * means[other], 0);
  const alphaT = alpha / errors[size];
  return {
    estimator: 'OLS, Newey-West (Bartlett)',
    observations: n,
    others,
    alpha,
    alphaT,
    alphaPValue: studentTTwoSidedP(alphaT, n - size - 1),
    betas,
    betaT: betas.map((beta, j) => beta / errors[j]),
    rSquared: others.reduce((sum, other, j) => sum + b[j] * correlations[y * k + other], 0),
  };
}

/** Inverse of a positive definite matrix by Gauss and Jordan; pivots are safe since dependent columns were left out. */
function inverseOf(matrix: readonly Float64Array[], size: number): Float64Array[] {
  const left = matrix.map((row) => row.slice());
  const right = left.map((_, i) => {
    const row = new Float64Array(size);
    row[i] = 1;
    return row;
  });
  for (let p = 0; p < size; p++) {
    const pivot = left[p][p];
    for (let j = 0; j < size; j++) {
      left[p][j] /= pivot;
      right[p][j] /= pivot;
    }
    for (let i = 0; i < size; i++) {
      const factor = left[i][p];
      if (i === p || factor === 0) continue;
      for (let j = 0; j < size; j++) {
        left[i][j] -= factor * left[p][j];
        right[i][j] -= factor * right[p][j];
      }
    }
  }
  return right;
}
