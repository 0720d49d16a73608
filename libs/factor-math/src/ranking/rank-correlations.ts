import type { SessionOrders, StockNumbers } from './session-orders.ts';

/**
 * Spearman's rank correlation across stocks of `a[t - lag]` with `b[t]`, per session t, from sessions sorted before: of a
 * signal with the forward returns of a horizon the rank information coefficient (`rankInformationCoefficient`), of a
 * signal with itself and a lag the rank autocorrelation (`rankAutocorrelation`), each to the bit.
 *
 * Ranks and their mean are multiples of 1/2, so every sum is exact, in any order of stocks.
 *
 * @param lag - sessions, at least 0. @default 0
 * @returns NaN with fewer than two stocks that have both, and where one side is all ties
 */
export function rankCorrelations(a: SessionOrders, b: SessionOrders, lag = 0): Float64Array {
  if (a.days !== b.days || a.stocks !== b.stocks) throw new RangeError('the sorted panels differ in shape');
  const { days, stocks } = a;
  const out = new Float64Array(days).fill(NaN);
  const common = new Uint32Array(stocks);
  const ranks = new Float64Array(stocks);
  const others = new Float64Array(stocks);
  for (let t = lag; t < days; t++) {
    const rowA = (t - lag) * stocks;
    const rowB = t * stocks;
    const n = commonColumns(a, rowA, a.counts[t - lag], b, rowB, common);
    if (n < 2) continue;
    const squaresA = centredRanks(a.levels, rowA, common, n, ranks);
    commonColumns(b, rowB, b.counts[t], a, rowA, common);
    const squaresB = centredRanks(b.levels, rowB, common, n, others);
    let products = 0;
    for (let j = 0; j < n; j++) products += ranks[common[j]] * others[common[j]];
    out[t] = products / Math.sqrt(squaresA * squaresB);
  }
  return out;
}

/** Columns of a sorted row that have a value in the other row too, in order. */
function commonColumns(
  sorted: SessionOrders,
  row: number,
  count: number,
  other: SessionOrders,
  otherRow: number,
  common: Uint32Array,
): number {
  const { order } = sorted;
  const { levels } = other;
  let n = 0;
  for (let j = row; j < row + count; j++) {
    const column = order[j];
    common[n] = column;
    n += levels[otherRow + column] === 0 ? 0 : 1;
  }
  return n;
}

/** Enters ranks minus their mean by column, ties sharing the mean of their ranks; returns the sum of their squares. */
function centredRanks(levels: StockNumbers, row: number, sorted: Uint32Array, n: number, ranks: Float64Array): number {
  const centre = (n + 1) / 2;
  let squares = 0;
  for (let begin = 0; begin < n;) {
    const level = levels[row + sorted[begin]];
    let end = begin + 1;
    while (end < n && levels[row + sorted[end]] === level) end++;
    const rank = (begin + 1 + end) / 2 - centre;
    for (let j = begin; j < end; j++) ranks[sorted[j]] = rank;
    squares += (end - begin) * rank * rank;
    begin = end;
  }
  return squares;
}
