import { neweyWestLag } from '../inference/newey-west-lag.ts';
import type { LeastSquaresFit } from './ordinary-least-squares.ts';

/** Covariance of the coefficients of a regression, with the name of the estimator that made it. */
export interface CoefficientCovariance {
  /** E.g. `HC1` or `Newey-West (Bartlett, lag 4, small-sample factor)`. */
  readonly estimator: string;
  /** k x k, row-major. */
  readonly values: Float64Array;
  readonly standardErrors: Float64Array;
  readonly tStatistics: Float64Array;
  /** Autocovariances counted; absent where the estimator has none. */
  readonly lag?: number;
}

/** Classical covariance `s^2 (X'X)^-1` with `s^2 = e'e / (n - k)` (Greene, chapter 4). */
export function classicalCovariance(fit: LeastSquaresFit): CoefficientCovariance {
  let sum = 0;
  for (const residual of fit.residuals) sum += residual * residual;
  const variance = sum / (fit.observations - fit.coefficients.length);
  return named(
    fit,
    'classical',
    fit.inverse.map((value) => value * variance),
  );
}

/**
 * Heteroskedasticity-consistent covariance `(X'X)^-1 (sum e[t]^2 x[t] x[t]') (X'X)^-1` (White 1980): HC0 as written, HC1
 * times n / (n - k) (MacKinnon and White 1985; Stata's `robust`).
 */
export function whiteCovariance(fit: LeastSquaresFit, variant: 'HC0' | 'HC1'): CoefficientCovariance {
  return named(fit, variant, sandwich(fit, 0, variant === 'HC1' ? smallSampleFactor(fit) : 1));
}

/** Options of {@link neweyWestCovariance}. */
export interface NeweyWestOptions {
  /** Autocovariances counted; `automatic` chooses them from the data. @default floor(4 (n/100)^(2/9)) */
  readonly lag?: number | 'automatic';
  /** Multiplies by n / (n - k), as Stata does. @default false */
  readonly smallSample?: boolean;
}

/**
 * Heteroskedasticity- and autocorrelation-consistent covariance with the Bartlett kernel: the sandwich around
 * `G0 + sum_l (1 - l / (lag + 1)) (Gl + Gl')`, `Gl = sum e[t] e[t-l] x[t] x[t-l]'` (Newey and West 1987).
 */
export function neweyWestCovariance(fit: LeastSquaresFit, options: NeweyWestOptions = {}): CoefficientCovariance {
  const automatic = options.lag === 'automatic';
  const lag = options.lag === 'automatic' ? automaticLag(fit) : (options.lag ?? neweyWestLag(fit.observations));
  const chosen = automatic ? ' chosen by Newey and West (1994)' : '';
  const factor = options.smallSample ? ', small-sample factor' : '';
  const estimator = `Newey-West (Bartlett, lag ${lag}${chosen}${factor})`;
  return { ...named(fit, estimator, sandwich(fit, lag, options.smallSample ? smallSampleFactor(fit) : 1)), lag };
}

/**
 * Lag chosen from the data for the Bartlett kernel (Newey and West 1994, table II; R: `sandwich::bwNeweyWest`): with
 * `h[t]` the sum of the scores of the regressors other than the constant and autocovariances s of h up to `m = floor(4
 * (n/100)^(2/9))`, `lag = floor(1.1447 ((2 sum j s[j] / (s[0] + 2 sum s[j]))^2 n)^(1/3))`, at most n - 1.
 */
export function automaticLag(fit: LeastSquaresFit): number {
  const n = fit.observations;
  const weighed = fit.constant && fit.design.length > 1 ? fit.design.slice(1) : fit.design;
  const h = fit.residuals.map((residual, t) => weighed.reduce((sum, column) => sum + column[t] * residual, 0));
  let level = 0;
  let slope = 0;
  for (let j = 0; j <= neweyWestLag(n); j++) {
    let s = 0;
    for (let t = j; t < n; t++) s += h[t] * h[t - j];
    level += j === 0 ? s : 2 * s;
    slope += 2 * j * s;
  }
  const lag = Math.floor(1.1447 * Math.cbrt((slope / level) ** 2 * n));
  return Number.isFinite(lag) ? Math.min(lag, n - 1) : 0;
}

function smallSampleFactor(fit: LeastSquaresFit): number {
  return fit.observations / (fit.observations - fit.coefficients.length);
}

function sandwich(fit: LeastSquaresFit, lag: number, factor: number): Float64Array {
  const k = fit.coefficients.length;
  const scores = fit.design.map((column) => column.map((value, t) => value * fit.residuals[t]));
  const meat = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) meat[a * k + b] = bartlettCrossSum(scores[a], scores[b], lag) * factor;
  }
  return multiply(multiply(fit.inverse, meat, k), fit.inverse, k);
}

function bartlettCrossSum(u: Float64Array, v: Float64Array, lag: number): number {
  let total = 0;
  for (let l = 0; l <= Math.min(lag, u.length - 1); l++) {
    let sum = 0;
    for (let t = l; t < u.length; t++) sum += u[t] * v[t - l] + (l === 0 ? 0 : u[t - l] * v[t]);
    total += (1 - l / (lag + 1)) * sum;
  }
  return total;
}

function multiply(a: Float64Array, b: Float64Array, k: number): Float64Array {
  const product = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      for (let l = 0; l < k; l++) product[i * k + j] += a[i * k + l] * b[l * k + j];
    }
  }
  return product;
}

function named(fit: LeastSquaresFit, estimator: string, values: Float64Array): CoefficientCovariance {
  const k = fit.coefficients.length;
  const standardErrors = fit.coefficients.map((_, j) => Math.sqrt(values[j * k + j]));
  return { estimator, values, standardErrors, tStatistics: fit.coefficients.map((b, j) => b / standardErrors[j]) };
}
