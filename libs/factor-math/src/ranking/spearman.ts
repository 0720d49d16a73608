import { averageRanks } from './average-ranks.ts';

let a = new Float64Array(0);
let b = new Float64Array(0);

/**
 * Spearman's rank correlation of the first `n` pairs: Pearson's correlation of the average ranks, whose mean is exactly
 * (n + 1) / 2. NaN below two pairs and where one side is all ties.
 *
 * Source: Spearman (1904), The Proof and Measurement of Association between Two Things.
 */
export function spearman(x: Float64Array, y: Float64Array, n: number = x.length): number {
  if (a.length < n) {
    a = new Float64Array(n);
    b = new Float64Array(n);
  }
  averageRanks(x, n, a);
  averageRanks(y, n, b);
  const centre = (n + 1) / 2;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let j = 0; j < n; j++) {
    const u = a[j] - centre;
    const v = b[j] - centre;
    ab += u * v;
    aa += u * u;
    bb += v * v;
  }
  return ab / Math.sqrt(aa * bb);
}
