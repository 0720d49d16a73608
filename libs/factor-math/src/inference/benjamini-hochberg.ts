/**
 * p-values adjusted for the false discovery rate: with p sorted ascending, `min over j >= i of p[j] m / j`, at most 1
 * (Benjamini and Hochberg 1995; R: `p.adjust(p, "BH")`). Missing values stay missing and are not counted.
 *
 * @param p - p-values
 * @returns adjusted p-values in the order given
 */
export function benjaminiHochberg(p: Float64Array): Float64Array {
  return stepUp(p, (rank, m) => m / rank);
}

/**
 * Step-up adjustment: from the largest p-value down, the running minimum of `p x factor(rank, m)`, at most 1.
 *
 * @param factor - multiplier of the p-value with this rank, 1 for the smallest, of m
 */
export function stepUp(p: Float64Array, factor: (rank: number, m: number) => number): Float64Array {
  const order = [...p.keys()].filter((i) => !Number.isNaN(p[i])).sort((a, b) => p[a] - p[b]);
  const adjusted = new Float64Array(p.length).fill(NaN);
  let least = 1;
  for (let rank = order.length; rank >= 1; rank--) {
    const i = order[rank - 1];
    least = Math.min(least, p[i] * factor(rank, order.length));
    adjusted[i] = least;
  }
  return adjusted;
}
