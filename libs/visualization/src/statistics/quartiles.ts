/**
 * Quantile of sorted values by linear interpolation of order statistics (type 7 of Hyndman and Fan, 1996,
 * "Sample Quantiles in Statistical Packages"; the default of R, numpy and ClickHouse's `quantileExactInclusive`).
 *
 * @param sorted - ascending finite values, at least one
 * @param probability - in [0, 1]
 */
export function quantile(sorted: readonly number[], probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (position - below) * (high - low);
}

/** A box plot: quartiles, whiskers, and the values beyond the whiskers. */
export interface Box {
  readonly low: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly high: number;
  readonly outliers: readonly number[];
}

/**
 * Tukey's box plot: type 7 quartiles, whiskers at the last values within 1.5 interquartile ranges of the box.
 *
 * @param values - finite values in any order, at least one
 */
export function boxOf(values: readonly number[]): Box {
  const sorted = [...values].sort((a, b) => a - b);
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((p) => quantile(sorted, p)) as [number, number, number];
  const reach = 1.5 * (q3 - q1);
  const inside = sorted.filter((value) => value >= q1 - reach && value <= q3 + reach);
  const low = Math.min(inside[0] ?? q1, q1);
  const high = Math.max(inside.at(-1) ?? q3, q3);
  return { low, q1, median, q3, high, outliers: sorted.filter((value) => value < low || value > high) };
}
