import { covarianceMatrix, inverseQuadraticForm } from '../regression/cholesky.ts';
import { fUpperTail } from '../distributions/f-distribution.ts';
import { ordinaryLeastSquares } from '../regression/ordinary-least-squares.ts';

/** Result of {@link gibbonsRossShanken}. */
export interface GibbonsRossShanken {
  readonly ok: true;
  readonly estimator: 'Gibbons-Ross-Shanken';
  /** F(assets, periods - assets - factors) under the hypothesis that every alpha is zero. */
  readonly statistic: number;
  readonly degrees: readonly [number, number];
  readonly pValue: number;
  readonly meanAbsoluteAlpha: number;
}

/**
 * Tests that the alphas of all assets against traded factors are jointly zero:
 * `F = (T - N - K) / N x a' S^-1 a / (1 + m' O^-1 m)`, with S the residual and O the factor covariance divided by T and m
 * the factor means (Gibbons, Ross and Shanken 1989, Econometrica 57(5)).
 *
 * @param assets - excess returns, one complete series of T periods per asset
 * @param factors - excess returns, one complete series of T periods per factor
 */
export function gibbonsRossShanken(
  assets: readonly Float64Array[],
  factors: readonly Float64Array[],
): GibbonsRossShanken | { readonly ok: false; readonly reason: string } {
  const periods = factors[0].length;
  const [n, k] = [assets.length, factors.length];
  if (periods - n - k < 1) return { ok: false, reason: 'too_few_observations' };
  const alphas = new Float64Array(n);
  const residuals: Float64Array[] = [];
  for (const [i, asset] of assets.entries()) {
    const fit = ordinaryLeastSquares(asset, factors);
    if (!fit.ok) return { ok: false, reason: fit.reason };
    if (fit.observations !== periods) return { ok: false, reason: 'missing_returns' };
    alphas[i] = fit.coefficients[0];
    residuals.push(fit.residuals);
  }
  const means = Float64Array.from(factors, (x) => x.reduce((sum, value) => sum + value, 0) / periods);
  const pricing = inverseQuadraticForm(covarianceMatrix(residuals, periods), alphas);
  if (Number.isNaN(pricing)) return { ok: false, reason: 'collinear_assets' };
  const statistic =
    ((periods - n - k) / n) * (pricing / (1 + inverseQuadraticForm(covarianceMatrix(factors, periods), means)));
  return {
    ok: true,
    estimator: 'Gibbons-Ross-Shanken',
    statistic,
    degrees: [n, periods - n - k],
    pValue: fUpperTail(statistic, n, periods - n - k),
    meanAbsoluteAlpha: alphas.reduce((sum, alpha) => sum + Math.abs(alpha), 0) / n,
  };
}
