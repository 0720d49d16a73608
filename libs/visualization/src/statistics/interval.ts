import { studentTQuantile } from '@fm/factor-math';

/** A mean with its test: t with Student's distribution of so many degrees of freedom. */
export interface MeanWithTest {
  readonly mean: number | null;
  readonly tStat: number | null;
  readonly degrees: number | null;
}

/**
 * 95 % interval of a mean from its t-statistic: `m -+ q |m / t|`, with `m / t` the standard error that the t was made of and
 * q the quantile of Student's distribution.
 *
 * @returns nulls where one of them is missing or t is zero
 */
export function intervalOf({ mean, tStat, degrees }: MeanWithTest): { low: number | null; high: number | null } {
  if (mean === null || tStat === null || tStat === 0 || degrees === null || degrees <= 0)
    return { low: null, high: null };
  const reach = studentTQuantile(0.975, degrees) * Math.abs(mean / tStat);
  return { low: mean - reach, high: mean + reach };
}
