import type { KernelEntry } from '../work.ts';
import { cellsBy } from '../simd-calls.ts';

/**
 * Comparisons, three-valued logic and choices of the same cell; the registry has the definitions. A comparison with a
 * missing value is unknown, not false.
 */
export const conditions: Readonly<Record<string, KernelEntry>> = {
  ...Object.fromEntries(['lt', 'le', 'gt', 'ge', 'eq', 'ne', 'and', 'or'].map((name) => [name, cellsBy(name, 2)])),
  not: cellsBy('not', 1),
  is_nan: cellsBy('is_nan', 1),
  fill: cellsBy('fill', 2),
  nan_if: cellsBy('nan_if', 2),
  mask: cellsBy('mask', 2),
  if: cellsBy('if', 3),
};
