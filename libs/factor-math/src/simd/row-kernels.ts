import {
  add,
  both,
  constant,
  div,
  get,
  isBelow,
  load,
  max,
  min,
  mul,
  plus,
  repeatWhile,
  set,
  sqrt,
  store,
  sub,
  tee,
  type,
  type Code,
  type WasmFunction,
} from './instructions.ts';

/** Two vectors of two doubles per turn of a loop. */
const turn = 32;

/** What a row kernel may use: its rows, its constants and its scratch values, by number. */
interface Row {
  at(row: number): Code;
  to(row: number, value: Code): Code;
  constant(index: number): Code;
  keep(scratch: number, value: Code): Code;
  kept(scratch: number): Code;
}

/**
 * A function `(row address ..., bytes, constant ...)` that works through rows of doubles from left to right. `bytes` is a
 * positive multiple of 32.
 */
function rowKernel(
  name: string,
  shape: { readonly rows: number; readonly constants?: number; readonly scratch?: number },
  each: (row: Row) => Code[],
): WasmFunction {
  const { rows, constants = 0, scratch = 0 } = shape;
  const bytes = rows;
  const position = rows + 1 + constants;
  const firstConstant = position + 1;
  const firstScratch = firstConstant + constants;
  const body = (offset: number): Code => {
    const address = (row: number): Code => plus(get(row), get(position));
    return each({
      at: (row) => load(address(row), offset),
      to: (row, value) => store(address(row), value, offset),
      constant: (index) => get(firstConstant + index),
      keep: (index, value) => set(firstScratch + index, value),
      kept: (index) => get(firstScratch + index),
    }).flat();
  };
  const spread = Array.from({ length: constants }, (_, k) => set(firstConstant + k, both(get(rows + 1 + k)))).flat();
  const more = isBelow(tee(position, plus(get(position), constant(turn))), get(bytes));
  return {
    name,
    parameters: [...Array<number>(rows + 1).fill(type.i32), ...Array<number>(constants).fill(type.f64)],
    locals: [type.i32, ...Array<number>(constants + scratch).fill(type.v128)],
    body: [...spread, ...repeatWhile(more, [...body(0), ...body(turn / 2)])],
  };
}

/** Row operations of the rolling windows; see the functions that use them for the mathematics. */
export const rowKernels: readonly WasmFunction[] = [
  // out = half (a + b)
  rowKernel('pairMean', { rows: 3, constants: 1 }, (row) => [
    row.to(2, mul(row.constant(0), add(row.at(0), row.at(1)))),
  ]),
  // out = before + (x - before) share
  rowKernel('mergeMean', { rows: 3, constants: 1 }, (row) => [
    row.to(2, add(row.at(1), mul(sub(row.at(0), row.at(1)), row.constant(0)))),
  ]),
  // d = mb - ma; mean = half (ma + mb); square = (sa + sb) + (d d) weight
  rowKernel('pairMoments', { rows: 6, constants: 2, scratch: 3 }, (row) => [
    row.keep(0, row.at(0)),
    row.keep(1, row.at(1)),
    row.keep(2, sub(row.kept(1), row.kept(0))),
    row.to(4, mul(row.constant(0), add(row.kept(0), row.kept(1)))),
    row.to(5, add(add(row.at(2), row.at(3)), mul(mul(row.kept(2), row.kept(2)), row.constant(1)))),
  ]),
  // d = m - mean before; mean = mean before + d share; square = square before + (s + (d d) weight)
  rowKernel('mergeMoments', { rows: 6, constants: 2, scratch: 2 }, (row) => [
    row.keep(0, row.at(2)),
    row.keep(1, sub(row.at(0), row.kept(0))),
    row.to(4, add(row.kept(0), mul(row.kept(1), row.constant(0)))),
    row.to(5, add(row.at(3), add(row.at(1), mul(mul(row.kept(1), row.kept(1)), row.constant(1))))),
  ]),
  // out = sqrt(x / divisor)
  rowKernel('rootOfQuotient', { rows: 2, constants: 1 }, (row) => [row.to(1, sqrt(div(row.at(0), row.constant(0))))]),
  // The slope of a regression, its t and R2, and by how much the unexplained sum of squares is above a share of the whole:
  // beta = sxy / sxx; e = syy - beta sxy; t = beta / sqrt(e / degrees / sxx); R2 = beta sxy / syy; e - share syy
  rowKernel('regress', { rows: 6, constants: 3, scratch: 3 }, (row) => [
    row.keep(0, div(row.at(0), row.constant(0))),
    row.keep(1, mul(row.kept(0), row.at(0))),
    row.keep(2, sub(row.at(1), row.kept(1))),
    row.to(2, row.kept(0)),
    row.to(3, div(row.kept(0), sqrt(div(div(row.kept(2), row.constant(1)), row.constant(0))))),
    row.to(4, div(row.kept(1), row.at(1))),
    row.to(5, sub(row.kept(2), mul(row.constant(2), row.at(1)))),
  ]),
  rowKernel('larger', { rows: 3 }, (row) => [row.to(2, max(row.at(0), row.at(1)))]),
  rowKernel('smaller', { rows: 3 }, (row) => [row.to(2, min(row.at(0), row.at(1)))]),
];
