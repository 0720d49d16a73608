import { blockWidth, centreColumns, centredLength, type CentredColumns } from './centred-columns.ts';
import type { Panel } from './panel.ts';
import { kernels, workspace } from './simd/kernels.ts';
import { simpleRegression } from './simple-regression.ts';

/** First and last session of a regression, inclusive. */
export interface SessionWindow {
  readonly from: number;
  readonly to: number;
}

/** Regressions of every stock on every factor over every window; element `(window * factors + factor) * stocks + stock`. */
export interface PanelRegressions {
  readonly windows: number;
  readonly factors: number;
  readonly stocks: number;
  /** Sessions on which both have a value. */
  readonly observations: Uint32Array;
  /** NaN where there are too few observations or the factor does not vary; so for the others. */
  readonly beta: Float64Array;
  /** Classical t-statistic of beta, n - 2 degrees of freedom. */
  readonly betaT: Float64Array;
  readonly rSquared: Float64Array;
}

/** Below this share of unexplained variance the residuals are summed themselves: the difference would cancel. */
const nearlyPerfect = 1e-6;

/**
 * Ordinary least squares of each column of `y` on a constant and each single column of `x`, for many windows:
 * `beta = Sxy / Sxx`, `residual sum = Syy - beta Sxy`, `t = beta / sqrt(residual sum / (n - 2) / Sxx)` (Greene, Econometric
 * Analysis, chapter 4). Complete pairs go through a blocked kernel; a pair with a gap, or one so close that the
 * difference would lose digits, is computed by `simpleRegression`.
 *
 * @param y - returns, days x stocks
 * @param x - factor returns, days x factors
 * @param minimum - fewest observations. @default 30
 */
export function regressPanelOnFactors(
  y: Panel,
  x: Panel,
  windows: readonly SessionWindow[],
  minimum = 30,
): PanelRegressions {
  if (y.days !== x.days) throw new RangeError(`returns have ${y.days} sessions, factors ${x.days}`);
  const [factors, stocks] = [x.stocks, y.stocks];
  const size = windows.length * factors * stocks;
  const result: PanelRegressions = {
    windows: windows.length,
    factors,
    stocks,
    observations: new Uint32Array(size),
    beta: new Float64Array(size),
    betaT: new Float64Array(size),
    rSquared: new Float64Array(size),
  };
  const longest = windows.reduce((most, { from, to }) => Math.max(most, to - from + 1), 0);
  const [xLength, yLength] = [centredLength(factors, longest), centredLength(stocks, longest)];
  const space = workspace(xLength + yLength + blockWidth ** 2);
  const xPlace = space.subarray(0, xLength);
  const yPlace = space.subarray(xLength, xLength + yLength);
  const sums = space.subarray(xLength + yLength, xLength + yLength + blockWidth ** 2);
  for (const [w, window] of windows.entries()) {
    if (window.from < 0 || window.to >= y.days)
      throw new RangeError(`the window ${window.from}..${window.to} is outside`);
    const length = Math.max(0, window.to - window.from + 1);
    const xs = centreColumns(x, window.from, length, xPlace);
    const ys = centreColumns(y, window.from, length, yPlace);
    regressWindow({ y, x, window, minimum, result, at: w * factors * stocks, length, xs, ys, sums });
  }
  return result;
}

interface WindowWork {
  readonly y: Panel;
  readonly x: Panel;
  readonly window: SessionWindow;
  readonly minimum: number;
  readonly result: PanelRegressions;
  /** Where the window's results start. */
  readonly at: number;
  readonly length: number;
  readonly xs: CentredColumns;
  readonly ys: CentredColumns;
  /** Sums of products of one block. */
  readonly sums: Float64Array;
}

function regressWindow(work: WindowWork): void {
  const { result, length, xs, ys, sums } = work;
  const [xBytes, yBytes] = [xs.bytes, ys.bytes];
  for (let i = 0; i < result.stocks; i += blockWidth) {
    for (let f = 0; f < result.factors; f += blockWidth) {
      const x = xs.address + f * 8;
      const end = x + length * xBytes;
      if (length > 0) kernels.crossProducts(x, ys.address + i * 8, end, sums.byteOffset, xBytes, yBytes);
      const lastFactor = Math.min(blockWidth, result.factors - f);
      const lastStock = Math.min(blockWidth, result.stocks - i);
      for (let a = 0; a < lastFactor; a++) {
        for (let b = 0; b < lastStock; b++) enter(work, f + a, i + b, sums[a * blockWidth + b]);
      }
    }
  }
}

/** Turns the sum of products of one pair into its regression. */
function enter(work: WindowWork, factor: number, stock: number, sxy: number): void {
  const { result, length: n, xs, ys } = work;
  const cell = work.at + factor * result.stocks + stock;
  const sxx = xs.squares[factor];
  const syy = ys.squares[stock];
  const beta = sxy / sxx;
  const explained = beta * sxy;
  const residual = syy - explained;
  if (n < work.minimum || n < 3 || !(residual > nearlyPerfect * syy && sxx > 0))
    return enterPair(work, factor, stock, cell);
  result.observations[cell] = n;
  result.beta[cell] = beta;
  result.betaT[cell] = beta / Math.sqrt(residual / (n - 2) / sxx);
  result.rSquared[cell] = explained / syy;
}

function enterPair({ y, x, window, minimum, result }: WindowWork, factor: number, stock: number, cell: number): void {
  const yColumn = { values: y.values, offset: stock, stride: y.stocks };
  const xColumn = { values: x.values, offset: factor, stride: x.stocks };
  const fit = simpleRegression(yColumn, xColumn, { from: window.from, to: window.to, minimum });
  result.observations[cell] = fit.observations;
  result.beta[cell] = fit.ok ? fit.beta : NaN;
  result.betaT[cell] = fit.ok ? fit.betaT : NaN;
  result.rSquared[cell] = fit.ok ? fit.rSquared : NaN;
}
