import { numberOf, type KernelEntry } from '../work.ts';

/** Bits of the fraction of a double. */
const fraction = 52;

/**
 * The value with only the first bits of its fraction, rounded half up in magnitude: values that are equal but for rounding
 * become equal. At least 20 bits are kept. Missing stays missing.
 */
export const rounding: Readonly<Record<string, KernelEntry>> = {
  round_bits: {
    reach: 'cells',
    run: (work) => {
      const { memory, args, argStrides, out, stride, columns } = work;
      const words = new Uint32Array(memory.buffer);
      const unit = 2 ** (fraction - numberOf(work, 0));
      for (let r = work.firstRow; r < work.endRow; r++) {
        let from = 2 * (args[0] + r * argStrides[0]);
        let to = 2 * (out + r * stride);
        for (let c = 0; c < columns; c++, from += 2, to += 2) {
          const low = words[from] + unit / 2;
          words[to] = Math.floor(low / unit) * unit;
          words[to + 1] = words[from + 1] + (low >= 2 ** 32 ? 1 : 0);
        }
      }
    },
  },
};
