import { finite, numberOf, type KernelEntry } from '../work.ts';

/** A kernel that computes each cell from today's value and the one of d sessions ago. */
function lag(f: (today: number, before: number) => number): KernelEntry {
  return {
    reach: 'columns',
    run: (work) => {
      const { memory, args, argStrides, out, stride, firstColumn, endColumn } = work;
      const back = numberOf(work, 0) * argStrides[0];
      for (let r = work.firstRow; r < work.endRow; r++) {
        let x = args[0] + r * argStrides[0] + firstColumn;
        let to = out + r * stride + firstColumn;
        for (let c = firstColumn; c < endColumn; c++, x++) memory[to++] = finite(f(memory[x], memory[x - back]));
      }
    },
  };
}

/** Comparisons with the session d ago; the registry has the definitions. */
export const lags: Readonly<Record<string, KernelEntry>> = {
  delay: lag((_, before) => before),
  delta: lag((today, before) => today - before),
  ts_returns: lag((today, before) => today / before - 1),
};
