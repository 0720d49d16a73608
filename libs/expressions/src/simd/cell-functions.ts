import { wasm } from '@fm/factor-math';
import { advance, counting, FunctionBuilder, put } from './function-builder.ts';

type Code = wasm.Code;

const { abs, add, and, atMost, both, div, equal, get, greater, less, lesser, load, mul, neg, one, plus, select, sqrt } =
  wasm;
const { store, sub, unequal } = wasm;

/** What the formula of a cell may use: the values of the arguments, and numbers that are the same for all cells. */
interface Cell {
  readonly x: Code;
  readonly y: Code;
  readonly z: Code;
  constant(index: number): Code;
}

interface Shape {
  readonly name: string;
  readonly args: number;
  readonly constants?: number;
  /** Whether the result can be infinite where the arguments are finite. */
  readonly overflows?: boolean;
}

/**
 * A function `(address and row bytes of each argument, address and row bytes of the result, rows, bytes of a row, constant
 * ...)` that computes each cell from the same cell of the arguments. The bytes of a row are a multiple of 32.
 */
function cellFunction(
  { name, args, constants = 0, overflows = false }: Shape,
  formula: (cell: Cell) => Code,
): wasm.WasmFunction {
  const f = new FunctionBuilder(name);
  const places = Array.from({ length: args + 1 }, () => f.parameters(2));
  const [rows, bytes] = f.parameters(2);
  const given = f.parameters(constants, 'f64');
  const [row, at] = f.locals(2);
  const spread = f.locals(constants, 'v128');
  const values = f.locals(args, 'v128');
  const [result] = f.locals(1, 'v128');
  const [out] = places[args];
  const pair = (offset: number): Code => [
    ...values.flatMap((value, k) => put(value, load(plus(get(places[k][0]), get(at)), offset))),
    ...put(
      result,
      formula({
        x: get(values[0]),
        y: get(values[1] ?? 0),
        z: get(values[2] ?? 0),
        constant: (index) => get(spread[index]),
      }),
    ),
    ...store(
      plus(get(out), get(at)),
      overflows ? add(get(result), sub(get(result), get(result))) : get(result),
      offset,
    ),
  ];
  return f.with(
    given.flatMap((value, k) => put(spread[k], both(get(value)))),
    counting(row, get(rows), 1, [
      ...counting(at, get(bytes), 32, [...pair(0), ...pair(16)]),
      ...places.flatMap(([address, stride]) => advance(address, get(stride))),
    ]),
  );
}

const number = (value: number): Code => both(one.constant(value));
/** 0 where the value is known, else NaN. */
const unknown = (x: Code): Code => sub(x, x);
/** 1 where the mask holds, else 0. */
const asNumber = (mask: Code): Code => and(mask, number(1));
const bothKnown = ({ x, y }: Cell): Code => add(unknown(x), unknown(y));

const arithmetic = [
  cellFunction({ name: 'add', args: 2, overflows: true }, ({ x, y }) => add(x, y)),
  cellFunction({ name: 'sub', args: 2, overflows: true }, ({ x, y }) => sub(x, y)),
  cellFunction({ name: 'mul', args: 2, overflows: true }, ({ x, y }) => mul(x, y)),
  cellFunction({ name: 'div', args: 2, overflows: true }, ({ x, y }) => div(x, y)),
  cellFunction({ name: 'rate', args: 2, overflows: true }, ({ x, y }) => sub(div(x, y), number(1))),
  cellFunction({ name: 'inverse', args: 1, overflows: true }, ({ x }) => div(number(1), x)),
  cellFunction({ name: 'neg', args: 1 }, ({ x }) => neg(x)),
  cellFunction({ name: 'abs', args: 1 }, ({ x }) => abs(x)),
  cellFunction({ name: 'sqrt', args: 1 }, ({ x }) => sqrt(x)),
  cellFunction({ name: 'copy', args: 1 }, ({ x }) => x),
  cellFunction({ name: 'sign', args: 1 }, ({ x }) =>
    add(sub(asNumber(less(number(0), x)), asNumber(less(x, number(0)))), unknown(x)),
  ),
  cellFunction({ name: 'min', args: 2 }, (cell) => add(lesser(cell.x, cell.y), bothKnown(cell))),
  cellFunction({ name: 'max', args: 2 }, (cell) => add(greater(cell.x, cell.y), bothKnown(cell))),
  cellFunction({ name: 'clip', args: 1, constants: 2 }, ({ x, constant }) =>
    lesser(greater(x, constant(0)), constant(1)),
  ),
];

const holds = {
  lt: ({ x, y }: Cell) => less(x, y),
  le: ({ x, y }: Cell) => atMost(x, y),
  gt: ({ x, y }: Cell) => less(y, x),
  ge: ({ x, y }: Cell) => atMost(y, x),
  eq: ({ x, y }: Cell) => equal(x, y),
  ne: ({ x, y }: Cell) => unequal(x, y),
  and: ({ x, y }: Cell) => and(unequal(x, number(0)), unequal(y, number(0))),
} as const;

const conditions = [
  ...Object.entries(holds).map(([name, mask]) =>
    cellFunction({ name, args: 2 }, (cell) => add(asNumber(mask(cell)), bothKnown(cell))),
  ),
  cellFunction({ name: 'or', args: 2 }, (cell) => {
    const neither = and(equal(cell.x, number(0)), equal(cell.y, number(0)));
    return add(sub(number(1), asNumber(neither)), bothKnown(cell));
  }),
  cellFunction({ name: 'not', args: 1 }, ({ x }) => add(asNumber(equal(x, number(0))), unknown(x))),
  cellFunction({ name: 'is_nan', args: 1 }, ({ x }) => asNumber(unequal(x, x))),
  cellFunction({ name: 'fill', args: 2 }, ({ x, y }) => select(x, y, equal(x, x))),
  cellFunction({ name: 'canonical', args: 1 }, ({ x }) => select(x, number(NaN), equal(x, x))),
  cellFunction({ name: 'nan_if', args: 2 }, ({ x: c, y: x }) => select(x, number(NaN), equal(c, number(0)))),
  cellFunction({ name: 'mask', args: 2 }, ({ x, y: c }) =>
    select(x, number(NaN), and(equal(c, c), unequal(c, number(0)))),
  ),
  cellFunction({ name: 'if', args: 3 }, ({ x: c, y: x, z: y }) => add(select(x, y, unequal(c, number(0))), unknown(c))),
];

/** Functions of single cells; NaN is carried through by arithmetic, and what is not finite becomes NaN. */
export const cellFunctions: readonly wasm.WasmFunction[] = [...arithmetic, ...conditions];
