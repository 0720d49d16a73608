/** `X = Q R` of an n x k matrix: R, and Q' applied to a right-hand side. */
export interface QrFactors {
  /** k x k, row-major, upper triangular. */
  readonly r: Float64Array;
  /** First k elements of Q'y. */
  readonly qty: Float64Array;
}

/** A column whose part outside the columns before it is below this share of its length counts as dependent on them. */
const dependent = 1e-12;

/**
 * Householder QR of a design matrix, with a right-hand side carried along (Golub and Van Loan, Matrix Computations,
 * algorithm 5.2.1). It works on X itself, not on X'X, and so keeps twice the digits of the normal equations.
 *
 * @param columns - k columns of n values; overwritten
 * @param y - n values; overwritten
 * @returns undefined where the columns are linearly dependent
 */
export function householderQr(columns: readonly Float64Array[], y: Float64Array): QrFactors | undefined {
  const k = columns.length;
  const n = y.length;
  if (n < k) return undefined;
  const r = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    const v = columns[j];
    const whole = norm(v, 0);
    const below = norm(v, j);
    if (!(below > dependent * whole)) return undefined;
    const diagonal = v[j] > 0 ? -below : below;
    v[j] -= diagonal;
    const squared = -2 * diagonal * v[j];
    r[j * k + j] = diagonal;
    for (let c = j + 1; c < k; c++) {
      reflect(v, columns[c], j, squared);
      r[j * k + c] = columns[c][j];
    }
    reflect(v, y, j, squared);
  }
  return { r, qty: y.slice(0, k) };
}

function norm(v: Float64Array, from: number): number {
  let largest = 0;
  for (let t = from; t < v.length; t++) largest = Math.max(largest, Math.abs(v[t]));
  if (!(largest > 0)) return 0;
  let sum = 0;
  for (let t = from; t < v.length; t++) sum += (v[t] / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** `x -= v (v'x) 2 / (v'v)` from element j on, with `squared = v'v`. */
function reflect(v: Float64Array, x: Float64Array, j: number, squared: number): void {
  let product = 0;
  for (let t = j; t < v.length; t++) product += v[t] * x[t];
  const scale = (2 * product) / squared;
  for (let t = j; t < v.length; t++) x[t] -= scale * v[t];
}

/** Solves `R b = c` for upper triangular R by substitution from the last row up. */
export function solveUpper(r: Float64Array, c: Float64Array): Float64Array {
  const k = c.length;
  const b = Float64Array.from(c);
  for (let j = k - 1; j >= 0; j--) {
    for (let l = j + 1; l < k; l++) b[j] -= r[j * k + l] * b[l];
    b[j] /= r[j * k + j];
  }
  return b;
}

/** `(R'R)^-1 = R^-1 R^-T`, k x k row-major: the inverse of X'X without forming X'X. */
export function inverseOfCrossProduct(r: Float64Array, k: number): Float64Array {
  const columns = Array.from({ length: k }, (_, j) => {
    const unit = new Float64Array(k);
    unit[j] = 1;
    return solveUpper(r, unit);
  });
  const inverse = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      for (let j = 0; j < k; j++) inverse[a * k + b] += columns[j][a] * columns[j][b];
    }
  }
  return inverse;
}
