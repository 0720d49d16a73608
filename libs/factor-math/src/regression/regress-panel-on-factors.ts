import { blocksOf, blockWidth, centreColumns, centredLength, type CentredColumns } from './centred-columns.ts';
import type { Panel } from '../panel/panel.ts';
import { kernels, workspace } from '../simd/kernels.ts';
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
  const row = blocksOf(stocks) * blockWidth;
  const space = workspace(xLength + yLength + row * (blocksOf(factors) * blockWidth + outputs));
  const xPlace = space.subarray(0, xLength);
  const yPlace = space.subarray(xLength, xLength + yLength);
  const sums = space.subarray(xLength + yLength);
  for (const [w, window] of windows.entries()) {
    if (window.from < 0 || window.to >= y.days)
      throw new RangeError(`the window ${window.from}..${window.to} is outside`);
    const length = Math.max(0, window.to - window.from + 1);
    const xs = centreColumns(x, window.from, length, xPlace);
    const ys = centreColumns(y, window.from, length, yPlace);
    regressWindow({ y, x, window, minimum, result, at: w * factors * stocks, length, xs, ys, row, sums });
  }
  return result;
}

/** Rows that the kernel of a factor's regressions writes. */
const outputs = 4;

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
  /** Doubles of a row of `sums`: stocks, filled up to whole blocks. */
  readonly row: number;
  /** A row of sums of products for each factor, filled up to whole blocks, and the rows of the outputs. */
  readonly sums: Float64Array;
}

function regressWindow(work: WindowWork): void {
  const { result, length, xs, ys, row, sums } = work;
  for (let i = 0; i * blockWidth < result.stocks && length > 0; i++) {
    for (let f = 0; f * blockWidth < result.factors; f++) {
      const x = xs.address + f * xs.bytes;
      const out = sums.byteOffset + (f * row + i) * blockWidth * 8;
      kernels.crossProducts(x, ys.address + i * ys.bytes, x + xs.bytes, out, row * 8);
    }
  }
  for (let f = 0; f < result.factors; f++) regressOn(work, f);
}

/** Turns the sums of products of a factor into its regressions. */
function regressOn(work: WindowWork, factor: number): void {
  const { result, length: n, xs, ys, row, sums, minimum } = work;
  const { stocks } = result;
  const cell = work.at + factor * stocks;
  const sxx = xs.squares[factor];
  if (n < minimum || n < 3 || !(sxx > 0)) {
    for (let i = 0; i < stocks; i++) enterPair(work, factor, i, cell + i);
    return;
  }
  const first = blocksOf(result.factors) * blockWidth * row;
  const output = (index: number): number => sums.byteOffset + (first + index * row) * 8;
  const sxy = sums.byteOffset + factor * row * 8;
  const syy = ys.squares.byteOffset;
  kernels.regress(sxy, syy, output(0), output(1), output(2), output(3), row * 8, sxx, n - 2, nearlyPerfect);
  result.observations.fill(n, cell, cell + stocks);
  result.beta.set(sums.subarray(first, first + stocks), cell);
  result.betaT.set(sums.subarray(first + row, first + row + stocks), cell);
  result.rSquared.set(sums.subarray(first + 2 * row, first + 2 * row + stocks), cell);
  const above = first + 3 * row;
  for (let i = 0; i < stocks; i++) if (!(sums[above + i] > 0)) enterPair(work, factor, i, cell + i);
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
