import type { Kernel, KernelEntry, Work } from './work.ts';

const bytes = 8;

/** Addresses and row bytes of arguments and result, and the extent of the piece, as the functions take them. */
function placesOf(work: Work, args: readonly number[], back: readonly number[] = []): number[] {
  const { argStrides, out, stride, firstRow, endRow, firstColumn, endColumn } = work;
  const places: number[] = [];
  args.forEach((arg, k) => {
    const rowBytes = argStrides[arg] * bytes;
    const row = firstRow - (back[k] ?? 0);
    places.push((work.args[arg] + firstColumn) * bytes + row * rowBytes, rowBytes);
  });
  places.push((out + firstRow * stride + firstColumn) * bytes, stride * bytes);
  places.push(endRow - firstRow, (endColumn - firstColumn) * bytes);
  return places;
}

/** Calls a function of single cells with some of the arguments of the operator, and numbers. */
export function callCells(work: Work, name: string, args: readonly number[], ...constants: readonly number[]): void {
  work.simd[name](...placesOf(work, args), ...constants);
}

/** Calls a function of two cells with an argument today and the same so many sessions ago. */
export function callWithPast(work: Work, name: string, sessions: number): void {
  work.simd[name](...placesOf(work, [0, 0], [0, sessions]));
}

/** Calls a function of one cell with the argument of so many sessions ago. */
export function callOnPast(work: Work, name: string, sessions: number): void {
  work.simd[name](...placesOf(work, [0], [sessions]));
}

/** A kernel that is a function of single cells. */
export function cellsBy(name: string, args: number): KernelEntry {
  const all = Array.from({ length: args }, (_, k) => k);
  return { reach: 'cells', run: (work) => callCells(work, name, all) };
}

/** Calls a function of whole windows of all arguments of the operator; weights go to the scratch memory. */
export function callWindows(
  work: Work,
  name: string,
  length: number,
  constants: readonly number[],
  weights?: Float64Array,
): void {
  if (weights !== undefined) work.memory.set(weights, work.scratch);
  const all = work.args.map((_, k) => k);
  work.simd[name](...placesOf(work, all), length, work.scratch * bytes, ...constants);
}

/** A kernel that folds whole windows by doubling and divides the result. */
export function doubled(name: string, divisor: (length: number) => number = () => 1): Kernel {
  return (work) => {
    const length = Number(work.params[0]);
    work.simd[name](...placesOf(work, [0]), length, work.scratch * bytes, divisor(length));
  };
}
