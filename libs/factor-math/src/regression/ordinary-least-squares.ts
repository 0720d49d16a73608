import { householderQr, inverseOfCrossProduct, solveUpper } from './householder-qr.ts';

/** A fitted linear regression; covariances are computed from it by the functions of `covariance.ts`. */
export interface LeastSquaresFit {
  readonly ok: true;
  readonly estimator: 'OLS';
  readonly observations: number;
  /** One per column of the design, the constant first. */
  readonly coefficients: Float64Array;
  /** Columns of the design on the observations used, the constant first. */
  readonly design: readonly Float64Array[];
  readonly residuals: Float64Array;
  /** `(X'X)^-1`, row-major. */
  readonly inverse: Float64Array;
  /** Centred with a constant, uncentred without; NaN where y does not vary. */
  readonly rSquared: number;
  readonly rSquaredAdjusted: number;
  readonly constant: boolean;
}

/** Why a regression has no estimates. */
export interface NoFit {
  readonly ok: false;
  readonly observations: number;
  readonly reason: 'too_few_observations' | 'collinear_regressors';
}

/** Options of {@link ordinaryLeastSquares}. */
export interface LeastSquaresOptions {
  /** Puts a constant before the regressors. @default true */
  readonly constant?: boolean;
}

/**
 * Ordinary least squares of `y` on a constant and the regressors by Householder QR; observations with a missing value
 * anywhere are left out. Source: Greene, Econometric Analysis, chapters 3 and 4.
 *
 * @param y - n values
 * @param regressors - series of n values each
 */
export function ordinaryLeastSquares(
  y: Float64Array,
  regressors: readonly Float64Array[],
  options: LeastSquaresOptions = {},
): LeastSquaresFit | NoFit {
  const constant = options.constant ?? true;
  const rows = completeRows(y, regressors);
  const n = rows.length;
  const pick = (series: Float64Array): Float64Array => Float64Array.from(rows, (t) => series[t]);
  const design = [...(constant ? [new Float64Array(n).fill(1)] : []), ...regressors.map(pick)];
  const k = design.length;
  if (n <= k) return { ok: false, observations: n, reason: 'too_few_observations' };
  const observed = pick(y);
  const qr = householderQr(
    design.map((column) => column.slice()),
    observed.slice(),
  );
  if (qr === undefined) return { ok: false, observations: n, reason: 'collinear_regressors' };
  const coefficients = solveUpper(qr.r, qr.qty);
  const residuals = Float64Array.from(observed, (value, t) => {
    let fitted = 0;
    for (let j = 0; j < k; j++) fitted += coefficients[j] * design[j][t];
    return value - fitted;
  });
  const total = sumOfSquares(observed, constant);
  const share = sumOfSquares(residuals, false) / total;
  return {
    ok: true,
    estimator: 'OLS',
    observations: n,
    coefficients,
    design,
    residuals,
    inverse: inverseOfCrossProduct(qr.r, k),
    rSquared: total === 0 ? NaN : 1 - share,
    rSquaredAdjusted: total === 0 ? NaN : 1 - (share * (n - (constant ? 1 : 0))) / (n - k),
    constant,
  };
}

function completeRows(y: Float64Array, regressors: readonly Float64Array[]): number[] {
  const rows: number[] = [];
  for (let t = 0; t < y.length; t++) {
    if (Number.isFinite(y[t]) && regressors.every((x) => Number.isFinite(x[t]))) rows.push(t);
  }
  return rows;
}

function sumOfSquares(x: Float64Array, centred: boolean): number {
  let sum = 0;
  for (let t = 0; t < x.length; t++) sum += x[t];
  const centre = centred ? sum / x.length : 0;
  let squares = 0;
  for (let t = 0; t < x.length; t++) squares += (x[t] - centre) ** 2;
  return squares;
}
