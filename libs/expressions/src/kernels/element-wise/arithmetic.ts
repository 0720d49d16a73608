import { cellsBy } from '../simd-calls.ts';
import type { KernelEntry, Work } from '../work.ts';
import { binary, folded, unary } from './cells.ts';

/** C99 `pow`: 1 to an unknown power is 1, which `Math.pow` denies, as is an unknown number to the power 0. */
function power(x: number, y: number): number {
  return x === 1 ? 1 : x ** y;
}

/** sign(x) |x| ^ y. */
function signedPower(x: number, y: number): number {
  return x === 0 && y > 0 ? 0 : Math.sign(x) * power(Math.abs(x), y);
}

const anyPower = binary(power);
const root = cellsBy('sqrt', 1);
const squares = unary((x) => x * x);

/** Powers; to a constant that is 2 or a half they are products and roots. */
function raise(work: Work): void {
  const exponent = work.argStrides[1] === 0 ? work.memory[work.args[1]] : NaN;
  if (exponent === 2) squares.run(work);
  else if (exponent === 0.5) root.run({ ...work, params: [] });
  else anyPower.run(work);
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
  pow: { reach: 'cells', run: raise },
  signed_power: binary(signedPower),
  log: unary(Math.log),
  log1p: unary(Math.log1p),
  exp: unary(Math.exp),
  s_log_1p: unary((x) => Math.sign(x) * Math.log1p(Math.abs(x))),
  tanh: unary(Math.tanh),
  sigmoid: unary((x) => 1 / (1 + Math.exp(-x))),
  min: folded(cellsBy('min', 2)),
  max: folded(cellsBy('max', 2)),
  clip: cellsBy('clip', 1),
};
