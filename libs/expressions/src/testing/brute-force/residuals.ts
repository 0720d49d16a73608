import { isFlat, meanOf, sumOf } from './plain.ts';

/** Below this share of its length a column counts as nothing but rounding. */
const rounding = 1e-12;

/**
 * What ordinary least squares on other columns, with a constant, leaves of a column: it and they are taken from their means,
 * and made orthogonal one after the other, twice (Gram and Schmidt).
 */
export function residualsOf(y: readonly number[], xs: readonly (readonly number[])[]): number[] {
  const missing = y.map(() => NaN);
  const rows = y.flatMap((_, i) => ([y, ...xs].some((column) => Number.isNaN(column[i])) ? [] : [i]));
  if (rows.length <= xs.length + 1) return missing;
  const directions: number[][] = [];
  for (const x of xs) {
    const column = rows.map((i) => x[i]!);
    const left = without(centred(column), directions);
    if (isFlat(column) || lengthOf(left) <= rounding * lengthOf(column)) return missing;
    const length = lengthOf(left);
    directions.push(left.map((value) => value / length));
  }
  const whole = centred(rows.map((i) => y[i]!));
  const left = without(whole, directions);
  const isNothing = lengthOf(left) <= rounding * lengthOf(whole);
  rows.forEach((i, at) => (missing[i] = isNothing ? 0 : left[at]!));
  return missing;
}

function centred(column: readonly number[]): number[] {
  const mean = meanOf(column);
  return column.map((value) => value - mean);
}

function without(column: readonly number[], directions: readonly number[][]): number[] {
  let left = [...column];
  for (const direction of [...directions, ...directions]) {
    const along = sumOf(left.map((value, at) => value * direction[at]!));
    left = left.map((value, at) => value - along * direction[at]!);
  }
  return left;
}

function lengthOf(column: readonly number[]): number {
  return Math.sqrt(sumOf(column.map((value) => value * value)));
}
