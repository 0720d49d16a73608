import type { Named } from './brute-force.ts';

type Cell = (values: readonly number[], params: Named) => number;

const { isNaN } = Number;

/** NaN where any value is, else what the function says. */
function present(compute: Cell): Cell {
  return (values, params) => (values.some(isNaN) ? NaN : compute(values, params));
}

/** Definitions of the element-wise operators. */
export const bruteCells: Readonly<Record<string, Cell>> = {
  add: present(([x, y]) => x! + y!),
  sub: present(([x, y]) => x! - y!),
  mul: present(([x, y]) => x! * y!),
  div: present(([x, y]) => x! / y!),
  neg: present(([x]) => -x!),
  pow: ([x, y]) => (x === 1 || y === 0 ? 1 : Math.pow(x!, y!)),
  abs: present(([x]) => (x! < 0 ? -x! : x!)),
  sign: present(([x]) => (x! > 0 ? 1 : x! < 0 ? -1 : 0)),
  log: present(([x]) => Math.log(x!)),
  log1p: present(([x]) => Math.log1p(x!)),
  exp: present(([x]) => Math.exp(x!)),
  sqrt: present(([x]) => Math.sqrt(x!)),
  inverse: present(([x]) => 1 / x!),
  signed_power: ([x, y]) => {
    if (Math.abs(x!) === 1 || isNaN(x)) return x!;
    return x! < 0 ? -Math.pow(-x!, y!) : x! > 0 ? Math.pow(x!, y!) : 0 * Math.pow(0, y!);
  },
  s_log_1p: present(([x]) => (x! < 0 ? -Math.log1p(-x!) : Math.log1p(x!))),
  tanh: present(([x]) => Math.tanh(x!)),
  sigmoid: present(([x]) => 1 / (1 + Math.exp(-x!))),
  min: present((values) => Math.min(...values)),
  max: present((values) => Math.max(...values)),
  clip: present(([x], { lo, hi }) => (x! < Number(lo) ? Number(lo) : x! > Number(hi) ? Number(hi) : x!)),
  lt: present(([x, y]) => Number(x! < y!)),
  le: present(([x, y]) => Number(x! <= y!)),
  gt: present(([x, y]) => Number(x! > y!)),
  ge: present(([x, y]) => Number(x! >= y!)),
  eq: present(([x, y]) => Number(x === y)),
  ne: present(([x, y]) => Number(x !== y)),
  and: present(([a, b]) => Number(a === 1 && b === 1)),
  or: present(([a, b]) => Number(a === 1 || b === 1)),
  not: present(([a]) => 1 - a!),
  is_nan: ([x]) => Number(isNaN(x)),
  fill: ([x, y]) => (isNaN(x) ? y! : x!),
  nan_if: ([c, x]) => (c === 0 ? x! : NaN),
  mask: ([x, c]) => (c === 1 ? x! : NaN),
  if: ([c, x, y]) => (c === 1 ? x! : c === 0 ? y! : NaN),
};
