import { knownOf, sumOf } from './plain.ts';
import type { Past } from './windows.ts';

/** Definitions of the operators that count, look for a value, or hold one. */
export const bruteSearches: Readonly<Record<string, Past>> = {
  ts_count: ([past], { d, min }) => {
    const known = knownOf(past!.slice(0, Number(d)));
    return known.length < Number(min) ? NaN : sumOf(known);
  },
  ts_count_nan: ([past], { d }) => {
    const window = past!.slice(0, Number(d));
    return window.length < Number(d) ? NaN : window.filter(Number.isNaN).length;
  },
  ts_backfill: ([past], { d }) => knownOf(past!.slice(0, Number(d)))[0] ?? NaN,
  kth_element: ([past], { d, k }) => knownOf(past!.slice(0, Number(d)))[Number(k) - 1] ?? NaN,
  last_diff_value: ([past], { d }) => {
    const earlier = knownOf(past!.slice(1, Number(d) + 1));
    return Number.isNaN(past![0]) ? NaN : (earlier.find((value) => value !== past![0]) ?? NaN);
  },
  days_since_change: ([past], { d }) => {
    if (Number.isNaN(past![0])) return NaN;
    let run = 0;
    while (run < Number(d) && past![run + 1] === past![0]) run++;
    return run;
  },
  trade_when: ([trigger, alpha, exit], { max_hold: longest }) => {
    for (let age = 0; age <= Number(longest) && age < trigger!.length; age++) {
      if (exit![age] === 1) return NaN;
      if (trigger![age] === 1) return alpha![age]!;
    }
    return NaN;
  },
};
