/**
 * Weights proportional to sizes that add up to `whole`, none above `most`: what a stock would have beyond it goes to the others
 * in proportion. Where too few stocks are there to take it, each has `most`, and the rest stays cash.
 *
 * @param weights - of each stock a size, 0 for one that is not held; receives the weights
 * @param whole - what they add up to. @default 1
 * @returns false where no size is above 0
 */
export function spreadWeights(weights: Float64Array, most: number, whole = 1): boolean {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i];
  if (!(total > 0)) return false;
  let free = whole;
  let isAbove = true;
  const capped = new Uint8Array(weights.length);
  for (let i = 0; i < weights.length; i++) weights[i] /= total;
  while (isAbove) {
    isAbove = false;
    let rest = 0;
    for (let i = 0; i < weights.length; i++) if (capped[i] === 0) rest += weights[i];
    const scale = rest > 0 ? Math.max(0, free) / rest : 0;
    for (let i = 0; i < weights.length; i++) {
      if (capped[i] === 1) continue;
      weights[i] *= scale;
      // A hair above the limit is rounding.
      if (weights[i] > most * (1 + 1e-12)) isAbove = true;
    }
    if (!isAbove) break;
    for (let i = 0; i < weights.length; i++) {
      if (capped[i] === 1 || !(weights[i] > most * (1 + 1e-12))) continue;
      weights[i] = most;
      capped[i] = 1;
      free -= most;
    }
  }
  return true;
}
