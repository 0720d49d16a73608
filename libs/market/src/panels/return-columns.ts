import { columnsOf, type Panel } from '@fm/factor-math';

const turned = new WeakMap<Panel, readonly Float64Array[]>();

/** Returns by stock, each contiguous; made once for all factors and ranges that the same returns judge. */
export function returnColumns(returns: Panel): readonly Float64Array[] {
  const known = turned.get(returns) ?? columnsOf(returns);
  turned.set(returns, known);
  return known;
}
