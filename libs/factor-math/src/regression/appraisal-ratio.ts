import type { LeastSquaresFit } from './ordinary-least-squares.ts';

/**
 * Appraisal ratio a year, `sqrt(p) alpha / s`: the Sharpe ratio of what a return earns beyond its benchmarks, with s the
 * standard deviation of the residuals, `s^2 = e'e / (n - k)` (Treynor and Black 1973, How to Use Security Analysis to Improve
 * Portfolio Selection, Journal of Business 46(1)).
 *
 * @param fit - a return per period on a constant and the benchmarks
 * @param periodsPerYear - p, 252 for sessions
 * @returns NaN where the benchmarks determine the return
 */
export function appraisalRatio(fit: LeastSquaresFit, periodsPerYear: number): number {
  if (fit.rSquared === 1) return NaN;
  const squares = fit.residuals.reduce((sum, one) => sum + one * one, 0);
  const deviation = Math.sqrt(squares / (fit.observations - fit.coefficients.length));
  return (Math.sqrt(periodsPerYear) * fit.coefficients[0]) / deviation;
}
