import { householderQr, solveUpper } from '../regression/householder-qr.ts';
import { missingPanel, requireSameShape, type Panel } from '../panel/panel.ts';

/** Group of every stock, or of every stock on every day (days x stocks); a negative number or NaN: none is known. */
export type Groups = ArrayLike<number>;

/** A column less its own mean within groups keeps below this share of its length: it does not vary within them. */
const constant = 1e-12;

/**
 * Takes each group's mean out of each session's values, so that a signal compares stocks within their group (industry):
 * the residuals of a regression on a dummy for each group. A stock that is alone in its group has nothing to be compared
 * with, and no value: its dummy would fit it whatever its value is.
 *
 * @param panel - days x stocks
 */
export function neutraliseByGroup(panel: Panel, groups: Groups): Panel {
  return neutraliseByRegression(panel, [], groups);
}

/**
 * Takes out of each session's values what one regression on exposures (size, beta) explains: the residuals of OLS with a
 * constant, or with a dummy for each group, across the stocks that have all of them. Values and exposures are taken from
 * their means within groups first, which leaves the residuals of the regression with dummies as they are (Frisch and Waugh
 * (1933), Partial Time Regressions as Compared with Individual Trends, Econometrica 1(4)). Missing elsewhere, of a stock
 * without another one in its group, and on days that leave no degree of freedom or on which an exposure does not vary
 * within groups or is a combination of the others.
 *
 * @param panel - days x stocks
 * @param exposures - panels of the same shape
 * @param groups - @default all stocks are in one group, which is a constant
 */
export function neutraliseByRegression(panel: Panel, exposures: readonly Panel[], groups?: Groups): Panel {
  for (const exposure of exposures) requireSameShape(panel, exposure);
  const { days, stocks } = panel;
  const perDay = groups?.length === days * stocks;
  if (groups !== undefined && !perDay && groups.length !== stocks)
    throw new RangeError(`${groups.length} groups given for ${stocks} stocks`);
  const out = missingPanel(days, stocks);
  for (let t = 0; t < days; t++) {
    const groupOf = (i: number): number => (groups === undefined ? 0 : groups[(perDay ? t * stocks : 0) + i]);
    const columns = [panel, ...exposures].map((from) => from.values.subarray(t * stocks, (t + 1) * stocks));
    const members = membersOf(columns, groupOf);
    const rows = members.flat();
    if (rows.length <= members.length + exposures.length) continue;
    const [y, ...xs] = columns.map((column) => withinGroups(column, members));
    if (xs.some((x) => x === undefined)) continue;
    const residuals = residualsOf(y ?? new Float64Array(rows.length), xs as Float64Array[]);
    residuals?.forEach((residual, at) => (out.values[t * stocks + rows[at]] = residual));
  }
  return out;
}

/** Stocks of each group that have a value in every column, of groups with at least two. */
function membersOf(columns: readonly Float64Array[], groupOf: (stock: number) => number): number[][] {
  const members = new Map<number, number[]>();
  for (let i = 0; i < columns[0].length; i++) {
    const group = groupOf(i);
    if (!(group >= 0) || !columns.every((column) => Number.isFinite(column[i]))) continue;
    const known = members.get(group);
    if (known === undefined) members.set(group, [i]);
    else known.push(i);
  }
  return [...members.values()].filter((stocks) => stocks.length > 1);
}

/**
 * A column less its mean within each group, in the order of the groups' members; undefined where it does not vary within
 * any. The mean is taken from the first member's value on, so that equal values leave 0 and no rounding to be ranked by.
 */
function withinGroups(column: Float64Array, members: readonly (readonly number[])[]): Float64Array | undefined {
  let squares = 0;
  let whole = 0;
  const centred = members.flatMap((stocks) => {
    const first = column[stocks[0]];
    let sum = 0;
    for (const i of stocks) sum += column[i] - first;
    return stocks.map((i) => {
      const less = column[i] - first - sum / stocks.length;
      squares += less * less;
      whole += column[i] * column[i];
      return less;
    });
  });
  return Math.sqrt(squares) > constant * Math.sqrt(whole) ? Float64Array.from(centred) : undefined;
}

/**
 * What OLS without a constant leaves of y; undefined where the regressors are linearly dependent. Where they explain all of
 * it, that is 0 and no rounding to be ranked by.
 */
function residualsOf(y: Float64Array, xs: readonly Float64Array[]): Float64Array | undefined {
  const qr = householderQr(
    xs.map((x) => x.slice()),
    y.slice(),
  );
  if (qr === undefined) return undefined;
  const slopes = solveUpper(qr.r, qr.qty);
  const left = y.map((value, at) => value - xs.reduce((sum, x, j) => sum + slopes[j] * x[at], 0));
  return lengthOf(left) > constant * lengthOf(y) ? left : left.fill(0);
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((squares, value) => squares + value * value, 0));
}
