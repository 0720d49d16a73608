import { finite, numberOf, type Kernel, type Work } from '../work.ts';
import { quantileOfSorted } from './quantile.ts';

let sorted = new Float64Array(0);

/** Place of the first of the ascending values that is not below x. */
function placeOf(x: number, n: number): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(x: number, n: number): void {
  let place = n;
  for (; place > 0 && sorted[place - 1] > x; place--) sorted[place] = sorted[place - 1];
  sorted[place] = x;
}

function remove(x: number, n: number): void {
  for (let place = placeOf(x, n); place < n - 1; place++) sorted[place] = sorted[place + 1];
}

/**
 * A kernel that computes a quantile of every whole window: the values present are kept in order while the window moves, the
 * new one put in and the old one taken out, so a step moves some of them and sorts none. Order statistics
 * are values of the window, so that the way there changes no bit.
 *
 * @param share - the quantile of an operator, between 0 and 1
 */
export function quantileOfWhole(share: (work: Work) => number): Kernel {
  return (work) => {
    const length = numberOf(work, 0);
    const q = share(work);
    if (sorted.length <= length) sorted = new Float64Array(length + 1);
    for (let c = 0; c < work.stocks; c++) quantilesOfStock(work, c, length, q);
  };
}

function quantilesOfStock(work: Work, c: number, length: number, q: number): void {
  const { memory, args, argStrides, out, stride, firstRow, endRow } = work;
  const at = (r: number): number => memory[args[0] + r * argStrides[0] + c];
  let n = 0;
  for (let r = firstRow - length + 1; r < endRow; r++) {
    const gone = r - length >= firstRow - length + 1 ? at(r - length) : NaN;
    if (gone === gone) remove(gone, n--);
    const value = at(r);
    if (value === value) insert(value, n++);
    if (r >= firstRow) memory[out + r * stride + c] = n === length ? finite(quantileOfSorted(sorted, n, q)) : NaN;
  }
}
