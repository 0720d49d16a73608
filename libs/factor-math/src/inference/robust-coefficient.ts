import { coefficientWeights } from './coefficient-weights.ts';
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
 * Review of Economics and Statistics 98(4)). For a regression on only a constant this is `robustMean`.
 *
 * @param place - column of the design, 0 for the constant
 */
export function robustCoefficient(fit: LeastSquaresFit, place = 0): RobustCoefficient {
  const { observations, residuals, coefficients } = fit;
  const count = cosineCount(observations);
  const { weights, scale, degrees } = coefficientWeights(fit, place, count);
  const sums = cosineSums(
    residuals.map((residual, t) => weights[t] * residual),
    count,
  );
  const standardError = Math.sqrt(scale * sums.reduce((sum, one) => sum + one * one, 0));
  const value = coefficients[place];
  const t = standardError > 0 ? value / standardError : NaN;
  return {
    estimator: 'equal-weighted cosines',
    value,
    standardError,
    t,
    pValue: studentTTwoSidedP(t, degrees),
    degrees,
  };
}
