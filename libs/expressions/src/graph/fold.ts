import { signedPower, power } from './powers.ts';

type Fold = (...values: number[]) => number;

/** Element-wise operators of numbers only, which have one value for all cells. */
const folds: Readonly<Record<string, Fold>> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  neg: (x) => -x,
  pow: power,
  abs: Math.abs,
  sign: Math.sign,
  log: Math.log,
  log1p: Math.log1p,
  exp: Math.exp,
  sqrt: Math.sqrt,
  inverse: (x) => 1 / x,
  signed_power: signedPower,
  s_log_1p: (x) => Math.sign(x) * Math.log1p(Math.abs(x)),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  min: Math.min,
  max: Math.max,
};

/** Value of an operator of numbers; undefined for one that has none, such as a comparison. */
export function foldNumbers(operator: string, values: readonly number[]): number | undefined {
  return Object.hasOwn(folds, operator) ? folds[operator]!(...values) + 0 : undefined;
}
