/**
 * How much of a place each of `n` stocks has in the `share` of them that ranks highest: of `k = floor(n share)` places each
 * stock above the edge has a whole one, and those at the edge, which all have the same key, have an equal part of what is
 * left. No order of stocks has a say.
 *
 * @param keys - finite
 * @param order - positions of the keys, ascending
 * @param places - receives the fractions
 * @returns k
 */
export function placesAtTop(
  keys: Float64Array,
  order: Uint32Array,
  n: number,
  share: number,
  places: Float64Array,
): number {
  places.fill(0, 0, n);
  const size = placesOf(n, share);
  let left = size;
  for (let end = n; end > 0 && left > 0;) {
    let begin = end - 1;
    while (begin > 0 && keys[order[begin - 1]] === keys[order[end - 1]]) begin--;
    const part = Math.min(1, left / (end - begin));
    for (let j = begin; j < end; j++) places[order[j]] = part;
    left = Math.max(0, left - (end - begin));
    end = begin;
  }
  return size;
}

/** `floor(n share)`, where a product that rounding left just below a whole number is that number. */
export function placesOf(n: number, share: number): number {
  return Math.floor(n * share + 1e-9);
}
