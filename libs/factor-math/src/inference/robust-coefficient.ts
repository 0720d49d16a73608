import { cosineCount, cosineSums } from './cosine-sums.ts';
import type { LeastSquaresFit } from '../regression/ordinary-least-squares.ts';
import { studentTTwoSidedP } from '../distributions/student-t.ts';

/** Test of a regression coefficient against zero that keeps its size in short samples. */
export interface RobustCoefficient {
  readonly estimator: 'equal-weighted cosines';
  readonly value: number;
  readonly standardError: number;
  readonly t: number;
  /** Two-sided, Student t with `degrees` degrees of freedom. */
  readonly pValue: number;
  readonly degrees: number;
}

/**
 * Tests a coefficient with a standard error that allows for heteroskedastic and serially dependent errors.
 *
 * With `w = X (X'X)^-1 u` the weights that make the coefficient of y, its error is `w'e` and the cosine sums of `w[t] e[t]`,
 * e the residuals, estimate its variance (Mueller 2007; Lazarus, Lewis, Stock and Watson 2018). Residuals are smaller than
 * errors and depend on each other, so that the sum of squares of the B sums has, for independent errors of equal variance,
 * the expectation `tr G` and the variance `2 tr GG`, `G = C' D (I - X (X'X)^-1 X') D C` with the cosines C and D the
 * diagonal of w: it is scaled to the variance of the coefficient and read with `(tr G)^2 / tr GG` degrees of freedom (Bell
 * and McCaffrey 2002, Bias Reduction in Standard Errors; Imbens and Kolesar 2016, Robust Standard Errors in Small Samples,
 * Review of Economics and Statistics 98(4)). For a constant alone this is `robustMean`.
 *
 * @param place - column of the design, 0 for the constant
 */
export function robustCoefficient(fit: LeastSquaresFit, place = 0): RobustCoefficient {
  const { observations: n, design, residuals, inverse, coefficients } = fit;
  const k = coefficients.length;
  const count = cosineCount(n);
  const weights = new Float64Array(n);
  for (let a = 0; a < k; a++) {
    const factor = inverse[a * k + place];
    for (let t = 0; t < n; t++) weights[t] += factor * design[a][t];
  }
  const gram = gramOf(weights, design, inverse, count);
  let trace = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) trace += gram[i * count + i];
  for (const value of gram) squares += value * value;
  const sums = cosineSums(
    residuals.map((residual, t) => weights[t] * residual),
    count,
  );
  const scale = inverse[place * k + place] / trace;
  const standardError = Math.sqrt(scale * sums.reduce((sum, one) => sum + one * one, 0));
  const value = coefficients[place];
  const t = standardError > 0 ? value / standardError : NaN;
  const degrees = (trace * trace) / squares;
  return {
    estimator: 'equal-weighted cosines',
    value,
    standardError,
    t,
    pValue: studentTTwoSidedP(t, degrees),
    degrees,
  };
}

/** `C' D (I - X (X'X)^-1 X') D C`, count x count, row-major. */
function gramOf(
  weights: Float64Array,
  design: readonly Float64Array[],
  inverse: Float64Array,
  count: number,
): Float64Array {
  const n = weights.length;
  const k = design.length;
  const squared = weights.map((weight) => weight * weight);
  // cos(a) cos(b) = (cos(a - b) + cos(a + b)) / 2, so that the products are sums over twice as many cosines.
  const scale = Math.sqrt(n / 2);
  const sums = cosineSums(squared, 2 * count).map((sum) => sum * scale);
  const level = squared.reduce((sum, one) => sum + one, 0);
  const at = (m: number): number => (m === 0 ? level : sums[m - 1]);
  const spread = design.map((column) =>
    cosineSums(
      column.map((value, t) => value * weights[t]),
      count,
    ),
  );
  const projected = design.map((_, a) => {
    const row = new Float64Array(count);
    for (let b = 0; b < k; b++) {
      for (let i = 0; i < count; i++) row[i] += inverse[a * k + b] * spread[b][i];
    }
    return row;
  });
  const gram = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      let value = (at(i - j) + at(i + j + 2)) / n;
      for (let a = 0; a < k; a++) value -= spread[a][i] * projected[a][j];
      gram[i * count + j] = value;
      gram[j * count + i] = value;
    }
  }
  return gram;
}
