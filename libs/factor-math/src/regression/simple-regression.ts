import { bartlettSum } from '../inference/long-run-variance.ts';
import { neweyWestLag } from '../inference/newey-west-lag.ts';
import { studentTQuantile, studentTTwoSidedP } from '../distributions/student-t.ts';

const { isFinite } = Number;

/** One column of a panel, or a plain series: element t is `values[offset + t * stride]`. */
export interface Column {
  readonly values: Float64Array;
  /** @default 0 */
  readonly offset?: number;
  /** @default 1 */
  readonly stride?: number;
}

/** Which part of the columns {@link simpleRegression} uses. */
export interface RegressionWindow {
  /** First session. */
  readonly from: number;
  /** Last session, inclusive. */
  readonly to: number;
  /** Fewest sessions on which both columns have a value. @default 30 */
  readonly minimum?: number;
}

/** Estimates of `y = alpha + beta x + e`. */
export interface SimpleRegression {
  readonly ok: true;
  /** Sessions on which both columns have a value. */
  readonly observations: number;
  readonly alpha: number;
  readonly beta: number;
  /** Classical standard errors, with n - 2 degrees of freedom. */
  readonly alphaStandardError: number;
  readonly betaStandardError: number;
  readonly alphaT: number;
  readonly betaT: number;
  /** Two-sided p-value of beta, Student t with n - 2 degrees of freedom. */
  readonly pValue: number;
  /** NaN where y does not vary. */
  readonly rSquared: number;
  /** 95 % confidence interval of beta, Student t with n - 2 degrees of freedom. */
  readonly betaLow: number;
  readonly betaHigh: number;
  /** t of beta with Newey-West errors: Bartlett kernel, lag `floor(4 (n/100)^(2/9))`, no small-sample factor. */
  readonly neweyWestBetaT: number;
  readonly neweyWestLag: number;
}

/** Why there are no estimates. */
export interface NoRegression {
  readonly ok: false;
  readonly observations: number;
  readonly reason: 'too_few_observations' | 'constant_regressor';
}

/** Only the line of {@link simpleRegression}, without the inference that takes most of its time. */
export type RegressionLine = Pick<SimpleRegression, 'ok' | 'observations' | 'alpha' | 'beta' | 'betaT' | 'rSquared'>;

let xScratch = new Float64Array(0);
let yScratch = new Float64Array(0);

/**
 * Ordinary least squares of `y` on a constant and `x` over the sessions where both have a value, in two passes:
 * `beta = sum (x - mx)(y - my) / sum (x - mx)^2`. The Newey-West variance of beta is the Bartlett-weighted sum of
 * autocovariances of the scores `(x - mx) e` over `(sum (x - mx)^2)^2`, which is the slope's element of the usual
 * sandwich; sessions left out close up, so neighbours in the sample count as adjacent.
 *
 * Sources: Greene, Econometric Analysis, chapter 4; Newey and West (1987).
 */
export function simpleRegression(y: Column, x: Column, window: RegressionWindow): SimpleRegression | NoRegression {
  const fit = fitLine(y, x, window);
  return fit.ok ? withInference(fit, yScratch) : fit;
}

/**
 * The inference of {@link simpleRegression} on a fitted line.
 *
 * @param scores - `(x - mx) e` of each observation
 */
export function withInference(fit: FittedLine, scores: Float64Array): SimpleRegression {
  const { observations: n, alpha, beta, mx, sxx, variance, betaStandardError, betaT, rSquared } = fit;
  const alphaStandardError = Math.sqrt(variance * (1 / n + (mx * mx) / sxx));
  const lag = neweyWestLag(n);
  const reach = reachOf95Percent(n - 2) * betaStandardError;
  return {
    ok: true,
    observations: n,
    alpha,
    beta,
    alphaStandardError,
    betaStandardError,
    alphaT: alpha / alphaStandardError,
    betaT,
    pValue: studentTTwoSidedP(betaT, n - 2),
    rSquared,
    betaLow: beta - reach,
    betaHigh: beta + reach,
    neweyWestBetaT: (beta * sxx) / Math.sqrt(bartlettSum(scores, n, lag)),
    neweyWestLag: lag,
  };
}

/** The line of {@link simpleRegression}, to the bit, for callers that need neither p-value nor Newey-West errors. */
export function regressionLine(y: Column, x: Column, window: RegressionWindow): RegressionLine | NoRegression {
  return fitLine(y, x, window);
}

/** A line with what inference on it needs. */
export interface FittedLine extends RegressionLine {
  readonly ok: true;
  readonly mx: number;
  readonly sxx: number;
  /** Residual sum of squares over n - 2. */
  readonly variance: number;
  readonly betaStandardError: number;
}

/** Estimates the line and leaves the scores `(x - mx) e` in the scratch array of y. */
function fitLine(y: Column, x: Column, window: RegressionWindow): FittedLine | NoRegression {
  const n = gather(y, x, window);
  const xs = xScratch;
  const ys = yScratch;
  if (n < Math.max(3, window.minimum ?? 30)) return { ok: false, observations: n, reason: 'too_few_observations' };
  if (isConstant(xs, n)) return { ok: false, observations: n, reason: 'constant_regressor' };

  const mx = centre(xs, n);
  const my = centre(ys, n);
  let sxx = 0;
  let sxy = 0;
  let syy = 0;
  for (let t = 0; t < n; t++) {
    sxx += xs[t] * xs[t];
    sxy += xs[t] * ys[t];
    syy += ys[t] * ys[t];
  }
  if (sxx === 0) return { ok: false, observations: n, reason: 'constant_regressor' };
  const beta = sxy / sxx;
  let residualSum = 0;
  for (let t = 0; t < n; t++) {
    const residual = ys[t] - beta * xs[t];
    residualSum += residual * residual;
    ys[t] = xs[t] * residual;
  }
  return fittedLine(n, mx, my, { sxx, sxy, syy, residualSum });
}

/** Sums of squares and products of centred observations, and of the squared residuals. */
export interface LineSums {
  readonly sxx: number;
  readonly sxy: number;
  readonly syy: number;
  readonly residualSum: number;
}

/** The line that sums over n observations with these means give. */
export function fittedLine(n: number, mx: number, my: number, { sxx, sxy, syy, residualSum }: LineSums): FittedLine {
  const beta = sxy / sxx;
  const variance = residualSum / (n - 2);
  const betaStandardError = Math.sqrt(variance / sxx);
  return {
    ok: true,
    observations: n,
    alpha: my - beta * mx,
    beta,
    betaT: beta / betaStandardError,
    rSquared: syy === 0 ? NaN : 1 - residualSum / syy,
    mx,
    sxx,
    variance,
    betaStandardError,
  };
}

const reaches = new Map<number, number>();

/** Standard errors that a 95 % interval reaches to either side; remembered, since most regressions share their length. */
function reachOf95Percent(degrees: number): number {
  const known = reaches.get(degrees);
  if (known !== undefined) return known;
  const reach = studentTQuantile(0.975, degrees);
  reaches.set(degrees, reach);
  return reach;
}

/** Copies the sessions on which both columns have a value into the scratch arrays and returns their number. */
function gather(y: Column, x: Column, { from, to }: RegressionWindow): number {
  const length = Math.max(0, to - from + 1);
  if (xScratch.length < length) {
    xScratch = new Float64Array(length);
    yScratch = new Float64Array(length);
  }
  const xStride = x.stride ?? 1;
  const yStride = y.stride ?? 1;
  let xAt = (x.offset ?? 0) + from * xStride;
  let yAt = (y.offset ?? 0) + from * yStride;
  let n = 0;
  for (let t = 0; t < length; t++, xAt += xStride, yAt += yStride) {
    const xValue = x.values[xAt];
    const yValue = y.values[yAt];
    if (!isFinite(xValue) || !isFinite(yValue)) continue;
    xScratch[n] = xValue;
    yScratch[n++] = yValue;
  }
  return n;
}

function isConstant(values: Float64Array, n: number): boolean {
  for (let t = 1; t < n; t++) if (values[t] !== values[0]) return false;
  return true;
}

/** Subtracts the mean in place and returns it; measured from the first value, so that constants become exact zeros. */
function centre(values: Float64Array, n: number): number {
  const origin = values[0];
  let sum = 0;
  for (let t = 0; t < n; t++) sum += values[t] - origin;
  const mean = origin + sum / n;
  for (let t = 0; t < n; t++) values[t] -= mean;
  return mean;
}
