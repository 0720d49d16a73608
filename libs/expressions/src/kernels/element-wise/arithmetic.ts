import { numberOf, type KernelEntry, type Work } from '../work.ts';
import { cellsBy, callCells } from '../simd-calls.ts';
import { binary, folded, unary } from './cells.ts';

/** C99 `pow`: 1 to an unknown power is 1, which `Math.pow` denies, as is an unknown number to the power 0. */
function power(x: number, y: number): number {
  return x === 1 ? 1 : x ** y;
}

/** sign(x) |x| ^ y. */
function signedPower(x: number, y: number): number {
  return x === 0 && y > 0 ? 0 : Math.sign(x) * power(Math.abs(x), y);
}

/** Arithmetic of the same cell; the registry has the definitions. Missing wherever an argument is. */
export const arithmetic: Readonly<Record<string, KernelEntry>> = {
  add: cellsBy('add', 2),
  sub: cellsBy('sub', 2),
  mul: cellsBy('mul', 2),
  div: cellsBy('div', 2),
  neg: cellsBy('neg', 1),
  abs: cellsBy('abs', 1),
  sign: cellsBy('sign', 1),
  sqrt: cellsBy('sqrt', 1),
  inverse: cellsBy('inverse', 1),
  pow: binary(power),
  signed_power: binary(signedPower),
  log: unary(Math.log),
  log1p: unary(Math.log1p),
  exp: unary(Math.exp),
  s_log_1p: unary((x) => Math.sign(x) * Math.log1p(Math.abs(x))),
  tanh: unary(Math.tanh),
  sigmoid: unary((x) => 1 / (1 + Math.exp(-x))),
  min: folded(cellsBy('min', 2)),
  max: folded(cellsBy('max', 2)),
  clip: {
    reach: 'cells',
    run: (work: Work) => callCells(work, 'clip', [0], numberOf(work, 0), numberOf(work, 1)),
  },
};
