import { spreadWeights } from './leg-weights.ts';

/**
 * Weights as {@link spreadWeights} makes them, of which those of a group add up to `mostOfGroup` at most: a group above it is
 * cut to it in proportion, and what it would have beyond goes to the other groups. Where too few groups are there to take it,
 * the rest stays cash. Stocks without a group count as one group.
 *
 * @param weights - of each stock a size, 0 for one that is not held; receives the weights
 * @param groupOf - code of the group of a stock; NaN or negative: none is known
 */
export function spreadWithinGroups(
  weights: Float64Array,
  most: number,
  groupOf: (stock: number) => number,
  mostOfGroup: number,
): void {
  const sizes = weights.slice();
  const groups = new Map<number, number[]>();
  sizes.forEach((size, stock) => {
    if (!(size > 0)) return;
    const code = groupOf(stock);
    const group = code >= 0 ? code : -1;
    groups.set(group, [...(groups.get(group) ?? []), stock]);
  });
  let free = 1;
  for (;;) {
    for (const stocks of groups.values()) for (const stock of stocks) weights[stock] = sizes[stock];
    spreadFree(weights, [...groups.values()].flat(), most, Math.max(0, free));
    const above = [...groups].filter(([, stocks]) => {
      return stocks.reduce((sum, stock) => sum + weights[stock], 0) > mostOfGroup * (1 + 1e-12);
    });
    if (above.length === 0) return;
    for (const [group, stocks] of above) {
      for (const stock of stocks) weights[stock] = sizes[stock];
      spreadFree(weights, stocks, most, mostOfGroup);
      free -= mostOfGroup;
      groups.delete(group);
    }
  }
}

/** Spreads a part of the side over some of its stocks; the others stay as they are. */
function spreadFree(weights: Float64Array, stocks: readonly number[], most: number, whole: number): void {
  const own = Float64Array.from(stocks, (stock) => weights[stock]);
  if (whole > 0) spreadWeights(own, most, whole);
  else own.fill(0);
  stocks.forEach((stock, at) => (weights[stock] = own[at]));
}
