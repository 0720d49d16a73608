import type { KernelEntry } from '../work.ts';
import { binary, ternary, unary } from './cells.ts';

/** 1 or 0, or missing where an argument is: a comparison with a missing value is unknown, not false. */
function known(holds: boolean, x: number, y: number): number {
  return x !== x || y !== y ? NaN : holds ? 1 : 0;
}

/** Comparisons, three-valued logic and choices of the same cell; the registry has the definitions. */
export const conditions: Readonly<Record<string, KernelEntry>> = {
  lt: binary((x, y) => known(x < y, x, y)),
  le: binary((x, y) => known(x <= y, x, y)),
  gt: binary((x, y) => known(x > y, x, y)),
  ge: binary((x, y) => known(x >= y, x, y)),
  eq: binary((x, y) => known(x === y, x, y)),
  ne: binary((x, y) => known(x !== y, x, y)),
  and: binary((x, y) => known(x !== 0 && y !== 0, x, y)),
  or: binary((x, y) => known(x !== 0 || y !== 0, x, y)),
  not: unary((x) => known(x === 0, x, x)),
  is_nan: unary((x) => (x !== x ? 1 : 0)),
  fill: binary((x, y) => (x !== x ? y : x)),
  nan_if: binary((c, x) => (c === 0 ? x : NaN)),
  mask: binary((x, c) => (c === c && c !== 0 ? x : NaN)),
  if: ternary((c, x, y) => (c !== c ? NaN : c !== 0 ? x : y)),
};
