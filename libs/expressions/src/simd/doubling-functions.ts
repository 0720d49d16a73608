import { wasm } from '@fm/factor-math';
import { counting, FunctionBuilder, put } from './function-builder.ts';

type Code = wasm.Code;

const { add, bitsAnd, both, constant, div, get, isBelow, load, loopWhile, max, min, minus, mul, plus } = wasm;
const { shiftLeft, store, sub, times, when } = wasm;

/** Pairs of stocks that are worked on together: a cache line. */
const pairs = [0, 1, 2, 3];
const lineBytes = 64;

/**
 * A function `(address and row bytes of the argument, address and row bytes of the result, rows, bytes of a row, sessions of
 * the window, address of scratch memory, divisor)` that folds windows by doubling: blocks of 1, 2, 4, ... sessions are made
 * of two halves, and a window of those blocks that its length is the sum of, the smallest at its end. It takes the logarithm
 * of the length in steps and depends on the values of the window only. The scratch memory has a line for each session.
 */
function doublingFunction(name: string, fold: (older: Code, newer: Code) => Code): wasm.WasmFunction {
  const f = new FunctionBuilder(name);
  const [x, xBytes, out, outBytes, rows, bytes, length, scratch] = f.parameters(8);
  const [divisor] = f.parameters(1, 'f64');
  const [column, row, to, from, sessions, half, taken, end] = f.locals(8);
  const [spread, result] = f.locals(2, 'v128');
  const lines = (count: Code): Code => shiftLeft(count, constant(6));
  const before = minus(get(length), constant(1));
  const collect = [
    ...put(from, minus(plus(get(x), get(column)), times(before, get(xBytes)))),
    ...put(end, plus(get(scratch), lines(get(sessions)))),
    ...put(to, get(scratch)),
    ...loopWhile(isBelow(get(to), get(end)), [
      ...pairs.flatMap((p) => store(get(to), load(get(from), p * 16), p * 16)),
      ...put(from, plus(get(from), get(xBytes))),
      ...put(to, plus(get(to), constant(lineBytes))),
    ]),
  ];
  const take = (combine: (older: Code, newer: Code) => Code): Code => [
    ...put(from, plus(get(scratch), lines(minus(before, get(taken))))),
    ...put(to, plus(get(out), get(column))),
    ...counting(row, get(rows), 1, [
      ...pairs.flatMap((p) => store(get(to), combine(load(get(from), p * 16), load(get(to), p * 16)), p * 16)),
      ...put(from, plus(get(from), constant(lineBytes))),
      ...put(to, plus(get(to), get(outBytes))),
    ]),
  ];
  const pairUp = [
    ...put(to, minus(get(end), constant(lineBytes))),
    ...put(from, minus(get(to), lines(get(half)))),
    ...loopWhile(wasm.isAtLeast(get(from), get(scratch)), [
      ...pairs.flatMap((p) => store(get(to), fold(load(get(from), p * 16), load(get(to), p * 16)), p * 16)),
      ...put(from, minus(get(from), constant(lineBytes))),
      ...put(to, minus(get(to), constant(lineBytes))),
    ]),
  ];
  const finish = [
    ...put(to, plus(get(out), get(column))),
    ...counting(row, get(rows), 1, [
      ...pairs.flatMap((p) => [
        ...put(result, div(load(get(to), p * 16), get(spread))),
        ...store(get(to), add(get(result), sub(get(result), get(result))), p * 16),
      ]),
      ...put(to, plus(get(to), get(outBytes))),
    ]),
  ];
  const isIn = bitsAnd(get(length), get(half));
  return f.with(
    put(spread, both(get(divisor))),
    put(sessions, plus(get(rows), before)),
    counting(column, get(bytes), lineBytes, [
      ...collect,
      ...put(half, constant(1)),
      ...put(taken, constant(0)),
      ...loopWhile(isBelow(get(half), plus(get(length), constant(1))), [
        ...when(isIn, [
          ...when(
            get(taken),
            take(fold),
            take((older) => older),
          ),
          ...put(taken, plus(get(taken), get(half))),
        ]),
        ...when(isBelow(get(half), plus(minus(get(length), get(half)), constant(1))), pairUp),
        ...put(half, shiftLeft(get(half), constant(1))),
      ]),
      ...finish,
    ]),
  );
}

/** Sums, products and extremes of whole windows; a missing value makes them NaN. */
export const doublingFunctions: readonly wasm.WasmFunction[] = [
  doublingFunction('total', add),
  doublingFunction('product', mul),
  doublingFunction('least', min),
  doublingFunction('most', max),
];
