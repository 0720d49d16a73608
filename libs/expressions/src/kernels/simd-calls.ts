import type { Kernel, KernelEntry, Work } from './work.ts';

const bytes = 8;

/** Address of the first row of the piece of an argument, so many sessions ago, and of the result. */
function argument(work: Work, k: number, ago = 0): number {
  return (work.args[k] + (work.firstRow - ago) * work.argStrides[k]) * bytes;
}

function result(work: Work): number {
  return (work.out + work.firstRow * work.stride) * bytes;
}

function rowBytes(work: Work, k: number): number {
  return work.argStrides[k] * bytes;
}

/** A kernel that is a function of single cells, with numbers from the parameters. */
export function cellsBy(name: string, args: number): KernelEntry {
  const runs: readonly Kernel[] = [
    (work) => callOnPast(work, name, 0, ...work.params.map(Number)),
    (work) => callOnPair(work, name, argument(work, 1), rowBytes(work, 1)),
    (work) => {
      const { simd, columns, stride, firstRow, endRow } = work;
      const [x, y, z] = [argument(work, 0), argument(work, 1), argument(work, 2)];
      const [xBytes, yBytes, zBytes] = [rowBytes(work, 0), rowBytes(work, 1), rowBytes(work, 2)];
      const rows = endRow - firstRow;
      simd[name](x, xBytes, y, yBytes, z, zBytes, result(work), stride * bytes, rows, columns * bytes);
    },
  ];
  return { reach: 'cells', run: runs[args - 1] };
}

function callOnPair(work: Work, name: string, y: number, yBytes: number): void {
  const { simd, columns, stride, firstRow, endRow } = work;
  const out = result(work);
  simd[name](argument(work, 0), rowBytes(work, 0), y, yBytes, out, stride * bytes, endRow - firstRow, columns * bytes);
}

/** Calls a function of two cells with an argument today and the same so many sessions ago. */
export function callWithPast(work: Work, name: string, sessions: number): void {
  callOnPair(work, name, argument(work, 0, sessions), rowBytes(work, 0));
}

/** Calls a function of one cell with the argument of so many sessions ago. */
export function callOnPast(work: Work, name: string, sessions: number, ...numbers: readonly number[]): void {
  const { simd, columns, stride, firstRow, endRow } = work;
  const rows = endRow - firstRow;
  const x = argument(work, 0, sessions);
  simd[name](x, rowBytes(work, 0), result(work), stride * bytes, rows, columns * bytes, ...numbers);
}

/** Calls a function of whole windows of all arguments of the operator; weights go to the scratch memory. */
export function callWindows(
  work: Work,
  name: string,
  length: number,
  numbers: readonly number[],
  weights?: Float64Array,
): void {
  if (weights !== undefined) work.memory.set(weights, work.scratch);
  const { simd, columns, stride, firstRow, endRow, scratch } = work;
  const places = work.args.flatMap((_, k) => [argument(work, k), rowBytes(work, k)]);
  places.push(result(work), stride * bytes, endRow - firstRow, columns * bytes, length, scratch * bytes);
  simd[name](...places, ...numbers);
}

/** Windows from this length on are merged from blocks of 1, 2, 4, ... sessions; shorter ones are walked through. */
const longWindow = 32;

/** Calls a function of sums of squares and products, `name` of short windows, `longName` of long ones. */
export function callMoments(work: Work, name: string, longName: string, divisor: number): void {
  const length = Number(work.params[0]);
  callWindows(work, length < longWindow ? name : longName, length, [length, divisor]);
}

/** A kernel that folds whole windows by doubling and divides the result. */
export function doubled(name: string, divisor: (length: number) => number = () => 1): Kernel {
  return (work) => {
    const length = Number(work.params[0]);
    callWindows(work, name, length, [divisor(length)]);
  };
}
