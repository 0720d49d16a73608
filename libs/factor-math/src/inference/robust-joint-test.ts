import { coefficientWeights } from './coefficient-weights.ts';
import { cosineCount, cosineSums } from './cosine-sums.ts';
import { fUpperTail } from '../distributions/f-distribution.ts';
import { ordinaryLeastSquares, type LeastSquaresFit } from '../regression/ordinary-least-squares.ts';
import { inverseQuadraticForm } from '../regression/cholesky.ts';

/** Result of {@link robustJointTest}. */
export interface RobustJointTest {
  readonly ok: true;
  readonly estimator: 'equal-weighted cosines, F';
  readonly statistic: number;
  /** Degrees of freedom of F: the assets, and what the variance leaves. The second need not be whole. */
  readonly degrees: readonly [number, number];
  readonly pValue: number;
  readonly meanAbsoluteAlpha: number;
}

/**
 * Tests that the alphas of all assets against the same factors are zero, allowing for errors that are heteroskedastic, serially
 * dependent and related across assets, where the F of Gibbons, Ross and Shanken takes them as independent and normal.
 *
 * The cosine sums of the assets' weighted residuals estimate the covariance matrix V of the alphas as they estimate the variance
 * of one (`robustCoefficient`). V is read as a Wishart matrix of d degrees of freedom, so that `a' V^-1 a` is Hotelling's T2 and
 * `(d - N + 1) / (d N) a' V^-1 a` has the distribution F(N, d - N + 1) (Sun 2013, A Heteroskedasticity and Autocorrelation
 * Robust F Test Using an Orthonormal Series Variance Estimator, Econometrics Journal 16(1); Lazarus, Lewis, Stock and Watson
 * 2018). Of one asset it is the square of the t of its alpha.
 *
 * @param assets - excess returns, one complete series per asset
 * @param factors - excess returns, complete series of the same length
 * @returns a reason where no test can be made: `too_few_observations` where the cosines are too few for so many assets
 */
export function robustJointTest(
  assets: readonly Float64Array[],
  factors: readonly Float64Array[],
): RobustJointTest | { readonly ok: false; readonly reason: string } {
  const periods = factors[0].length;
  const fits: LeastSquaresFit[] = [];
  for (const asset of assets) {
    const fit = ordinaryLeastSquares(asset, factors);
    if (!fit.ok) return { ok: false, reason: fit.reason };
    if (fit.observations !== periods) return { ok: false, reason: 'missing_returns' };
    fits.push(fit);
  }
  const n = assets.length;
  const count = jointCosines(periods, n);
  const { weights, scale, degrees } = coefficientWeights(fits[0], 0, count);
  const rest = degrees - n + 1;
  if (!(rest >= 1)) return { ok: false, reason: 'too_few_observations' };
  const sums = fits.map(({ residuals }) =>
    cosineSums(
      residuals.map((residual, t) => weights[t] * residual),
      count,
    ),
  );
  const alphas = Float64Array.from(fits, ({ coefficients }) => coefficients[0]);
  const hotelling = inverseQuadraticForm(covarianceOf(sums, scale), alphas);
  if (Number.isNaN(hotelling)) return { ok: false, reason: 'collinear_assets' };
  const statistic = (rest / (degrees * n)) * hotelling;
  return {
    ok: true,
    estimator: 'equal-weighted cosines, F',
    statistic,
    degrees: [n, rest],
    pValue: fUpperTail(statistic, n, rest),
    meanAbsoluteAlpha: alphas.reduce((sum, alpha) => sum + Math.abs(alpha), 0) / n,
  };
}

/** Cosines of one coefficient; of many assets twice as many as there are assets, but at most one for every four periods. */
function jointCosines(periods: number, assets: number): number {
  const usual = cosineCount(periods);
  return Math.max(usual, Math.min(2 * assets + 2, Math.floor(periods / 4)));
}

function covarianceOf(sums: readonly Float64Array[], scale: number): Float64Array {
  const n = sums.length;
  const matrix = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      let sum = 0;
      for (let j = 0; j < sums[a].length; j++) sum += sums[a][j] * sums[b][j];
      matrix[a * n + b] = scale * sum;
    }
  }
  return matrix;
}
