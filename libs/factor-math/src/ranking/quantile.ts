/**
 * Quantile of ascending values by linear interpolation (type 7 of Hyndman and Fan 1996, the default of R and numpy).
 *
 * @param sorted - ascending, none missing
 * @param p - between 0 and 1
 * @returns NaN for no values
 */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  if (sorted.length === 0) return NaN;
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
