/** Two-sided 5 % quantile of the standard normal distribution. */
export const normal95 = 1.959963984540054;

/**
 * 95 % interval of a mean from its t-statistic: `m -+ z |m / t|`, with `m / t` the standard error that the t was made of.
 *
 * @returns nulls where either is missing or t is zero
 */
export function intervalOf(mean: number | null, tStat: number | null): { low: number | null; high: number | null } {
  const error = standardErrorOf(mean, tStat);
  return mean === null || error === null
    ? { low: null, high: null }
    : { low: mean - normal95 * error, high: mean + normal95 * error };
}

/** Standard error of a mean from its t-statistic; null where it cannot be known. */
export function standardErrorOf(mean: number | null, tStat: number | null): number | null {
  return mean === null || tStat === null || tStat === 0 ? null : Math.abs(mean / tStat);
}
