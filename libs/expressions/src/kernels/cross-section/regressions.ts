import { neutraliseByRegression } from '@fm/factor-math';
import { finite, type KernelEntry, type Work } from '../work.ts';

/** The cells of one argument on one session; a number is the same for every stock. */
function rowOf(work: Work, k: number, r: number): Float64Array {
  const from = work.args[k] + r * work.argStrides[k];
  return work.memory.subarray(from, from + work.stocks);
}

/** A kernel that computes each session from whole rows of its arguments. */
function everySession(compute: (rows: readonly Float64Array[], out: Float64Array) => void): KernelEntry {
  return {
    reach: 'rows',
    run: (work) => {
      for (let r = work.firstRow; r < work.endRow; r++) {
        const to = work.out + r * work.stride;
        const out = work.memory.subarray(to, to + work.stocks);
        compute(
          work.args.map((_, k) => rowOf(work, k, r)),
          out,
        );
        for (let c = 0; c < out.length; c++) out[c] = finite(out[c]);
      }
    },
  };
}

/** Residual of y on a constant and the exposures; see {@link neutraliseByRegression}. */
function neutralise([y, ...exposures]: readonly Float64Array[], out: Float64Array): void {
  const panel = (values: Float64Array) => ({ days: 1, stocks: values.length, values });
  out.set(neutraliseByRegression(panel(y), exposures.map(panel)).values);
}

/** The part of x at right angles to y. */
function rejectVector([x, y]: readonly Float64Array[], out: Float64Array): void {
  let products = 0;
  let squares = 0;
  for (let c = 0; c < out.length; c++) {
    if (x[c] !== x[c] || y[c] !== y[c]) continue;
    products += x[c] * y[c];
    squares += y[c] * y[c];
  }
  for (let c = 0; c < out.length; c++) out[c] = x[c] - y[c] * (products / squares);
}

/** The weighted mean, for every stock that has a value. */
function marketMean([x, weight]: readonly Float64Array[], out: Float64Array): void {
  let sum = 0;
  let total = 0;
  for (let c = 0; c < out.length; c++) {
    if (x[c] !== x[c] || !(weight[c] >= 0)) continue;
    sum += weight[c] * x[c];
    total += weight[c];
  }
  for (let c = 0; c < out.length; c++) out[c] = x[c] === x[c] ? sum / total : NaN;
}

/** Regressions and weighted means of a session; the registry has the definitions and sources. */
export const sessionRegressions: Readonly<Record<string, KernelEntry>> = {
  cs_neutralize: everySession(neutralise),
  cs_vec_neut: everySession(rejectVector),
  cs_market: everySession(marketMean),
};
