import { cosineSums } from './cosine-sums.ts';
import type { LeastSquaresFit } from '../regression/ordinary-least-squares.ts';

/** What the cosine sums of a regression's residuals say of the variance of one of its coefficients. */
export interface CoefficientWeights {
  /** `w = X (X'X)^-1 u`: the weights of y that make the coefficient. */
  readonly weights: Float64Array;
  /** Factor that makes the sum of squares of the cosine sums of `w[t] e[t]` the variance of the coefficient. */
  readonly scale: number;
  /** Degrees of freedom of that variance, `(tr G)^2 / tr GG`. */
  readonly degrees: number;
}

/**
 * Weights, scale and degrees of freedom with which the cosine sums of the weighted residuals estimate the variance of a
 * coefficient, see `robustCoefficient`. They depend only on the regressors, so that all series that are regressed on
 * the same ones share them.
 *
 * @param place - column of the design, 0 for the constant
 * @param count - cosines
 */
export function coefficientWeights(
  { observations: n, design, inverse }: LeastSquaresFit,
  place: number,
  count: number,
): CoefficientWeights {
  const k = design.length;
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
  return { weights, scale: inverse[place * k + place] / trace, degrees: (trace * trace) / squares };
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
