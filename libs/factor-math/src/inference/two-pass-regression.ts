import { covarianceMatrix, inverseQuadraticForm } from '../regression/cholesky.ts';
import { meanTest, type MeanTest } from './mean-test.ts';
import { ordinaryLeastSquares, type LeastSquaresFit } from '../regression/ordinary-least-squares.ts';

/** Premium of one factor, or the constant, of a two-pass regression. */
export interface TwoPassPremium extends MeanTest {
  /** Standard error corrected for estimated betas (Shanken 1992). */
  readonly shankenError: number;
  readonly shankenT: number;
}

/** Result of {@link twoPassRegression}. */
export interface TwoPassRegression {
  readonly ok: true;
  readonly estimator: 'two-pass Fama-MacBeth';
  /** First pass, one fit per asset: constant (alpha) and betas. */
  readonly firstPass: readonly LeastSquaresFit[];
  /** Second pass: the constant, unless left out, then one premium per factor. */
  readonly premia: readonly TwoPassPremium[];
  /** `premia' S^-1 premia` with S the factors' covariance: by how much Shanken's correction widens the errors. */
  readonly shankenFactor: number;
}

/** Options of {@link twoPassRegression}. */
export interface TwoPassOptions {
  /** Puts a constant into the second pass. @default true */
  readonly constant?: boolean;
  /** Autocovariances counted by Newey-West. @default floor(4 (n/100)^(2/9)) */
  readonly lag?: number;
}

/**
 * Two-pass regression of asset returns on traded or other factors: betas from a time-series regression per asset over
 * all periods, then each period's returns on the betas; a premium is the mean of its coefficients.
 *
 * Standard errors: of the mean (Fama and MacBeth 1973), Newey-West's, and Shanken's (1992), which allows for the betas
 * being estimates: `(1 + c)(V - S/T) + S/T`, `c = premia' S^-1 premia`, V the variance of the mean, S the factors'
 * covariance, 0 for the constant (Cochrane, Asset Pricing, section 12.2).
 *
 * @param assets - excess returns, one complete series of T periods per asset
 * @param factors - one complete series of T periods per factor
 */
export function twoPassRegression(
  assets: readonly Float64Array[],
  factors: readonly Float64Array[],
  options: TwoPassOptions = {},
): TwoPassRegression | { readonly ok: false; readonly reason: string } {
  const periods = factors[0].length;
  const firstPass: LeastSquaresFit[] = [];
  for (const asset of assets) {
    const fit = ordinaryLeastSquares(asset, factors);
    if (!fit.ok) return { ok: false, reason: fit.reason };
    if (fit.observations !== periods) return { ok: false, reason: 'missing_returns' };
    firstPass.push(fit);
  }
  const constant = options.constant ?? true;
  const betas = factors.map((_, j) => Float64Array.from(firstPass, (fit) => fit.coefficients[j + 1]));
  const series = Array.from({ length: factors.length + (constant ? 1 : 0) }, () => new Float64Array(periods));
  for (let t = 0; t < periods; t++) {
    const fit = ordinaryLeastSquares(
      Float64Array.from(assets, (asset) => asset[t]),
      betas,
      { constant },
    );
    if (!fit.ok) return { ok: false, reason: fit.reason };
    series.forEach((one, j) => (one[t] = fit.coefficients[j]));
  }
  const tests = series.map((one) => meanTest(one, options.lag));
  const first = constant ? 1 : 0;
  const covariance = covarianceMatrix(factors, periods - 1);
  const means = Float64Array.from(tests.slice(first), (test) => test.mean);
  const shankenFactor = inverseQuadraticForm(covariance, means);
  const premia = tests.map((test, j) => {
    const own = j < first ? 0 : covariance[(j - first) * (factors.length + 1)] / periods;
    const shankenError = Math.sqrt((1 + shankenFactor) * (test.standardError ** 2 - own) + own);
    return { ...test, shankenError, shankenT: test.mean / shankenError };
  });
  return { ok: true, estimator: 'two-pass Fama-MacBeth', firstPass, premia, shankenFactor };
}
