import { classicalCovariance, neweyWestCovariance, type CoefficientCovariance } from './covariance.ts';
import { ordinaryLeastSquares, type LeastSquaresFit, type NoFit } from './ordinary-least-squares.ts';
import { robustCoefficient, type RobustCoefficient } from '../inference/robust-coefficient.ts';

/** Result of {@link spanningRegression}. */
export interface SpanningRegression {
  readonly ok: true;
  readonly fit: LeastSquaresFit;
  /** What the factor earns beyond the others, per session. */
  readonly alpha: number;
  readonly alphaT: number;
  readonly alphaNeweyWestT: number;
  /** The test of alpha that keeps its size in short samples; NaN for t and p where the others determine the factor. */
  readonly robustAlpha: RobustCoefficient;
  /** One per factor of `others`. */
  readonly betas: Float64Array;
  readonly betaNeweyWestT: Float64Array;
  readonly rSquared: number;
  readonly covariance: CoefficientCovariance;
}

/**
 * Regresses a factor's returns on those of other factors: an alpha of zero means the others span it, and it adds nothing
 * to them (Huberman and Kandel 1987; Fama and French 2015, section 7). With only the market as `others` it gives the
 * factor's market alpha and beta. A factor that the others determine has an alpha of zero and no t-statistics.
 *
 * @param factor - returns per session
 * @param others - series of the same length
 * @param lag - autocovariances counted. @default floor(4 (n/100)^(2/9))
 */
export function spanningRegression(
  factor: Float64Array,
  others: readonly Float64Array[],
  lag?: number,
): SpanningRegression | NoFit {
  const fit = ordinaryLeastSquares(factor, others);
  if (!fit.ok) return fit;
  const covariance = neweyWestCovariance(fit, lag === undefined ? {} : { lag });
  // Residuals of a factor that the others are made of are rounding, and so would its t-statistics be.
  const tOf = (t: number): number => (fit.rSquared === 1 ? NaN : t);
  const robust = robustCoefficient(fit);
  return {
    ok: true,
    fit,
    alpha: fit.coefficients[0],
    alphaT: tOf(classicalCovariance(fit).tStatistics[0]),
    alphaNeweyWestT: tOf(covariance.tStatistics[0]),
    robustAlpha: { ...robust, t: tOf(robust.t), pValue: tOf(robust.pValue) },
    betas: fit.coefficients.slice(1),
    betaNeweyWestT: covariance.tStatistics.slice(1).map(tOf),
    rSquared: fit.rSquared,
    covariance,
  };
}
