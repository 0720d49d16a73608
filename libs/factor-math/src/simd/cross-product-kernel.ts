import {
  add,
  constant,
  get,
  isBelow,
  load,
  loadBoth,
  mul,
  plus,
  repeatWhile,
  set,
  store,
  tee,
  type,
  type WasmFunction,
} from './instructions.ts';

/** Columns of x and of y that one call takes. */
const width = 4;

const [x, y, end, out, outBytes] = [0, 1, 2, 3, 4];
const rowBytes = width * 8;
const firstSum = 5;
const vectors = width / 2;
const firstY = firstSum + width * vectors;
const oneX = firstY + vectors;
const sumOf = (column: number, vector: number): number => firstSum + column * vectors + vector;
const columns = [...Array(width).keys()];
const pairs = [...Array(vectors).keys()];

/**
 * `crossProducts(x address, y address, end of x, out address, out row bytes)`: the sums over sessions of products of four
 * columns of x with four of y, a session being a row of four doubles. Each of the sixteen running sums stays in a register
 * and adds its own products in time order, so the blocking changes no bit. `out` receives a row for each column of x.
 */
export const crossProductKernel: WasmFunction = {
  name: 'crossProducts',
  parameters: Array<number>(5).fill(type.i32),
  locals: Array<number>(width * vectors + vectors + 1).fill(type.v128),
  body: [
    ...repeatWhile(isBelow(tee(x, plus(get(x), constant(rowBytes))), get(end)), [
      ...pairs.flatMap((v) => set(firstY + v, load(get(y), v * 16))),
      ...columns.flatMap((c) => [
        ...set(oneX, loadBoth(get(x), c * 8)),
        ...pairs.flatMap((v) => set(sumOf(c, v), add(get(sumOf(c, v)), mul(get(oneX), get(firstY + v))))),
      ]),
      ...set(y, plus(get(y), constant(rowBytes))),
    ]),
    ...columns.flatMap((c) => [
      ...pairs.flatMap((v) => store(get(out), get(sumOf(c, v)), v * 16)),
      ...set(out, plus(get(out), get(outBytes))),
    ]),
  ],
};
