import {
  add,
  both,
  constant,
  div,
  get,
  isBelow,
  load,
  mul,
  plus,
  repeatWhile,
  set,
  store,
  sub,
  tee,
  type,
  type WasmFunction,
} from './instructions.ts';

const [block, end, out, count] = [0, 1, 2, 3];
const at = 4;
const vectors = [0, 1];
const rowBytes = 32;
const origin = (v: number): number => 5 + v;
const sum = (v: number): number => 7 + v;
const square = (v: number): number => 9 + v;
const difference = 11;

/** Runs the body for every session of the block. */
const eachSession = (body: readonly number[]): number[] => [
  ...set(at, get(block)),
  ...repeatWhile(isBelow(tee(at, plus(get(at), constant(rowBytes))), get(end)), body),
];

/**
 * `centreBlock(block address, end of block, out address, sessions)`: takes the means out of four neighbouring columns, in
 * place, and gives their sums of squares. `mean = origin + sum (x - origin) / n` with the first value as origin, so that a
 * constant becomes exact zeros; sums run in time order. A session is a row of four doubles; there is at least one.
 */
export const centreKernel: WasmFunction = {
  name: 'centreBlock',
  parameters: [type.i32, type.i32, type.i32, type.f64],
  locals: [type.i32, ...Array<number>(7).fill(type.v128)],
  body: [
    ...vectors.flatMap((v) => set(origin(v), load(get(block), v * 16))),
    ...eachSession(vectors.flatMap((v) => set(sum(v), add(get(sum(v)), sub(load(get(at), v * 16), get(origin(v))))))),
    ...vectors.flatMap((v) => set(origin(v), add(get(origin(v)), div(get(sum(v)), both(get(count)))))),
    ...eachSession(
      vectors.flatMap((v) => [
        ...set(difference, sub(load(get(at), v * 16), get(origin(v)))),
        ...store(get(at), get(difference), v * 16),
        ...set(square(v), add(get(square(v)), mul(get(difference), get(difference)))),
      ]),
    ),
    ...vectors.flatMap((v) => store(get(out), get(square(v)), v * 16)),
  ],
};
