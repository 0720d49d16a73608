import { solvePositive } from '../regression/cholesky.ts';

/** Returns of a session explained by the exposures of the stocks. */
export interface ExplainedReturns {
  /** Return of each factor; 0 for a factor that no stock is exposed to. */
  readonly factors: Float64Array;
  /** What is left of each stock; NaN for a stock that was not in the regression. */
  readonly specific: Float64Array;
  /** Stocks in the regression. */
  readonly stocks: number;
}

/**
 * Factor returns of a session by weighted least squares across stocks, `f = (X' W X)^-1 X' W r`, and specific returns
 * `e = r - X f`. X holds a dummy for each industry, which together stand for the constant, and styles. A stock takes part that
 * has a return, a weight above 0 and all exposures.
 *
 * Source: Rosenberg (1974), Extra-Market Components of Covariance in Security Returns; Menchero, Orr and Wang (2011), The Barra
 * US Equity Model (USE4), where weights are the root of capitalisation.
 *
 * @param exposures - factors x stocks, one row a factor
 * @param weights - of the squared residuals. @default all equal
 * @returns undefined where fewer stocks than factors take part, or the exposures are linearly dependent
 */
export function explainReturns(
  returns: ArrayLike<number>,
  exposures: readonly ArrayLike<number>[],
  weights?: ArrayLike<number>,
): ExplainedReturns | undefined {
  const stocks = stocksIn(returns, exposures, weights);
  const used = exposures.flatMap((row, k) => (stocks.some((i) => row[i] !== 0) ? [k] : []));
  const rows = used.map((k) => exposures[k]);
  const n = used.length;
  if (n === 0 || stocks.length <= n) return undefined;
  const [matrix, right] = [new Float64Array(n * n), new Float64Array(n)];
  for (const i of stocks) {
    const weight = weights?.[i] ?? 1;
    for (let a = 0; a < n; a++) {
      const weighed = weight * rows[a][i];
      if (weighed === 0) continue;
      right[a] += weighed * returns[i];
      for (let b = 0; b <= a; b++) matrix[a * n + b] += weighed * rows[b][i];
    }
  }
  for (let a = 0; a < n; a++) for (let b = 0; b < a; b++) matrix[b * n + a] = matrix[a * n + b];
  const solved = solvePositive(matrix, right);
  if (solved === undefined) return undefined;
  const factors = new Float64Array(exposures.length);
  used.forEach((k, a) => (factors[k] = solved[a]));
  const specific = new Float64Array(returns.length).fill(NaN);
  for (const i of stocks) {
    let left = returns[i];
    for (let a = 0; a < n; a++) left -= rows[a][i] * solved[a];
    specific[i] = left;
  }
  return { factors, specific, stocks: stocks.length };
}

function stocksIn(
  returns: ArrayLike<number>,
  exposures: readonly ArrayLike<number>[],
  weights: ArrayLike<number> | undefined,
): number[] {
  const stocks: number[] = [];
  for (let i = 0; i < returns.length; i++) {
    let isIn = Number.isFinite(returns[i]) && (weights === undefined || weights[i] > 0);
    for (let k = 0; isIn && k < exposures.length; k++) isIn = Number.isFinite(exposures[k][i]);
    if (isIn) stocks.push(i);
  }
  return stocks;
}
