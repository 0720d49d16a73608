/**
 * Cholesky factor L of a symmetric positive definite matrix, `A = L L'` (Golub and Van Loan, algorithm 4.2.1).
 *
 * @param a - k x k, row-major
 * @returns L, row-major; undefined where the matrix is not positive definite to working precision
 */
export function cholesky(a: Float64Array, k: number): Float64Array | undefined {
  const l = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * k + j];
      for (let m = 0; m < j; m++) sum -= l[i * k + m] * l[j * k + m];
      if (i === j) {
        if (!(sum > 1e-14 * a[i * k + i])) return undefined;
        l[i * k + i] = Math.sqrt(sum);
      } else {
        l[i * k + j] = sum / l[j * k + j];
      }
    }
  }
  return l;
}

/**
 * The quadratic form `b' A^-1 b`, the squared length of the solution of `L z = b`.
 *
 * @returns NaN where A is not positive definite
 */
export function inverseQuadraticForm(a: Float64Array, b: Float64Array): number {
  const k = b.length;
  const l = cholesky(a, k);
  if (l === undefined) return NaN;
  const z = new Float64Array(k);
  let sum = 0;
  for (let i = 0; i < k; i++) {
    let value = b[i];
    for (let m = 0; m < i; m++) value -= l[i * k + m] * z[m];
    z[i] = value / l[i * k + i];
    sum += z[i] * z[i];
  }
  return sum;
}

/** Covariance matrix of series of equal length, divided by `divisor`; k x k, row-major. */
export function covarianceMatrix(series: readonly Float64Array[], divisor: number): Float64Array {
  const k = series.length;
  const centred = series.map((x) => {
    const centre = x.reduce((sum, value) => sum + value, 0) / x.length;
    return x.map((value) => value - centre);
  });
  const matrix = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let t = 0; t < centred[a].length; t++) sum += centred[a][t] * centred[b][t];
      matrix[a * k + b] = sum / divisor;
      matrix[b * k + a] = sum / divisor;
    }
  }
  return matrix;
}

/**
 * Solution of `A x = b` for a symmetric positive definite matrix, by its Cholesky factor.
 *
 * @param a - k x k, row-major
 * @returns undefined where A is not positive definite
 */
export function solvePositive(a: Float64Array, b: Float64Array): Float64Array | undefined {
  const k = b.length;
  const l = cholesky(a, k);
  if (l === undefined) return undefined;
  const x = b.slice();
  for (let i = 0; i < k; i++) {
    for (let m = 0; m < i; m++) x[i] -= l[i * k + m] * x[m];
    x[i] /= l[i * k + i];
  }
  for (let i = k - 1; i >= 0; i--) {
    for (let m = i + 1; m < k; m++) x[i] -= l[m * k + i] * x[m];
    x[i] /= l[i * k + i];
  }
  return x;
}
