// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the generator of JSON schemas reads only files that are referred to
/// <reference path="./quadprog.d.ts" />
import quadprog from 'quadprog';

/** A linear bound, `sum_i coefficient(i) x[i] >= least`. */
export interface LinearBound {
  readonly coefficient: (variable: number) => number;
  readonly least: number;
}

/** Minimise `x' Q x / 2 - d' x`, where equalities hold exactly and every variable is between 0 and `most`. */
export interface QuadraticProgram {
  /** n x n, row-major, symmetric and positive definite. */
  readonly matrix: Float64Array;
  readonly linear: Float64Array;
  readonly equalities: readonly LinearBound[];
  readonly bounds: readonly LinearBound[];
  /** Infinity for no upper bound. */
  readonly most: number;
}

/** Where it is smallest, and the price of every equality and bound. */
export interface QuadraticSolution {
  readonly x: Float64Array;
  readonly multipliers: { readonly equalities: Float64Array; readonly bounds: Float64Array };
}

/**
 * Solves a convex quadratic program by the dual active-set method of Goldfarb and Idnani (1983), with `quadprog`.
 *
 * @returns undefined where no point keeps all bounds
 * @throws RangeError for a matrix that is not positive definite
 */
export function solveQuadratic(program: QuadraticProgram): QuadraticSolution | undefined {
  const { matrix, linear, equalities, bounds, most } = program;
  const n = linear.length;
  const rows = [...equalities, ...bounds];
  const isCapped = most < Infinity;
  const count = rows.length + (isCapped ? 2 : 1) * n;
  const numbers = (length: number): Float64Array => new Float64Array(length + 1);
  const D = [numbers(n), ...Array.from({ length: n }, () => numbers(n))];
  const A = [numbers(count), ...Array.from({ length: n }, () => numbers(count))];
  const [d, b] = [numbers(n), numbers(count)];
  d.set(linear, 1);
  rows.forEach(({ least }, c) => (b[c + 1] = least));
  for (let i = 0; i < n; i++) {
    (D[i + 1] as Float64Array).set(matrix.subarray(i * n, (i + 1) * n), 1);
    const column = A[i + 1] as Float64Array;
    rows.forEach(({ coefficient }, c) => (column[c + 1] = coefficient(i)));
    column[rows.length + i + 1] = 1;
    if (!isCapped) continue;
    column[rows.length + n + i + 1] = -1;
    b[rows.length + n + i + 1] = -most;
  }
  const first = numbers(rows.length);
  first.set(b.subarray(0, rows.length + 1));
  const solved = quadprog.solveQP(D, d, A, b, equalities.length);
  if (solved.message.includes('not positive definite')) throw new RangeError('a covariance is not positive definite');
  if (solved.message !== '') return undefined;
  const x = Float64Array.from({ length: n }, (_, i) => Math.max(0, Math.min(most, solved.solution[i + 1] as number)));
  // The solver turns an equality round in place to reach it from the other side.
  const price = (c: number): number =>
    (solved.Lagrangian[c + 1] as number) * (Object.is(b[c + 1], first[c + 1]) ? 1 : -1);
  return {
    x,
    multipliers: {
      equalities: Float64Array.from(equalities, (_, c) => price(c)),
      bounds: Float64Array.from(bounds, (_, c) => price(equalities.length + c)),
    },
  };
}
