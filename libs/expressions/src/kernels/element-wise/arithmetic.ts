import type { KernelEntry } from '../work.ts';
import { binary, folded, unary, unaryWith } from './cells.ts';

/** C99 `pow`, but missing wherever an argument is missing: `Math.pow(NaN, 0)` is 1. */
function power(x: number, y: number): number {
  return x !== x || y !== y ? NaN : x ** y;
}

/** sign(x) |x| ^ y. */
function signedPower(x: number, y: number): number {
  return x === 0 && y > 0 ? 0 : Math.sign(x) * power(Math.abs(x), y);
}

/** Arithmetic of the same cell; the registry has the definitions. Missing wherever an argument is. */
export const arithmetic: Readonly<Record<string, KernelEntry>> = {
  add: binary((x, y) => x + y),
  sub: binary((x, y) => x - y),
  mul: binary((x, y) => x * y),
  div: binary((x, y) => x / y),
  neg: unary((x) => -x),
  abs: unary(Math.abs),
  sign: unary(Math.sign),
  sqrt: unary(Math.sqrt),
  inverse: unary((x) => 1 / x),
  pow: binary(power),
  signed_power: binary(signedPower),
  log: unary(Math.log),
  log1p: unary(Math.log1p),
  exp: unary(Math.exp),
  s_log_1p: unary((x) => Math.sign(x) * Math.log1p(Math.abs(x))),
  tanh: unary(Math.tanh),
  sigmoid: unary((x) => 1 / (1 + Math.exp(-x))),
  min: folded(Math.min),
  max: folded(Math.max),
  clip: unaryWith(
    ([least, most]) =>
      (x) =>
        Math.min(Math.max(x, least!), most!),
  ),
};
