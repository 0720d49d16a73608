import { callOnPast, callWithPast } from '../simd-calls.ts';
import { numberOf, type KernelEntry } from '../work.ts';

/** Comparisons with the session d ago; the registry has the definitions. */
export const lags: Readonly<Record<string, KernelEntry>> = {
  delay: { reach: 'columns', run: (work) => callOnPast(work, 'copy', numberOf(work, 0)) },
  delta: { reach: 'columns', run: (work) => callWithPast(work, 'sub', numberOf(work, 0)) },
  ts_returns: { reach: 'columns', run: (work) => callWithPast(work, 'rate', numberOf(work, 0)) },
};
