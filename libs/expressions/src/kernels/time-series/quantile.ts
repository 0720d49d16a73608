/** Type-7 quantile of Hyndman and Fan (1996) of ascending values: linear around place (n - 1) q. */
export function quantileOfSorted(sorted: Float64Array, n: number, q: number): number {
  const place = (n - 1) * q;
  const below = Math.floor(place);
  const low = sorted[below];
  const share = place - below;
  return share === 0 ? low : low + share * (sorted[below + 1] - low);
}
