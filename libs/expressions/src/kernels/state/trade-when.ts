import { finite, numberOf, type KernelEntry } from '../work.ts';

/**
 * Of the latest session within `max_hold` at which the exit or the trigger is known to hold: missing for an exit, else the
 * value at that session. The state runs forward from `max_hold` sessions before the piece, and its age bounds it, so a
 * slice that begins anywhere has the same.
 */
export const state: Readonly<Record<string, KernelEntry>> = {
  trade_when: {
    reach: 'columns',
    run: (work) => {
      const { memory, args, argStrides, out, stride, stocks, firstRow, endRow } = work;
      const hold = numberOf(work, 0);
      for (let c = 0; c < stocks; c++) {
        let value = NaN;
        let since = -Infinity;
        for (let r = firstRow - hold; r < endRow; r++) {
          const [trigger, alpha, exit] = args.map((arg, k) => arg + r * argStrides[k] + c);
          if (memory[exit] === 1) [value, since] = [NaN, r];
          else if (memory[trigger] === 1) [value, since] = [memory[alpha], r];
          if (r >= firstRow) memory[out + r * stride + c] = r - since > hold ? NaN : finite(value);
        }
      }
    },
  },
};
