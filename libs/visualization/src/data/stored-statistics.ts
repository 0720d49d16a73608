import type { SummaryRow } from '../api/schemas.ts';
import type { MeanWithTest } from '../statistics/interval.ts';

type Stored = Pick<SummaryRow, 'statistics'>;

/** A number that the run stored under this name; null where it stored none. */
export function statistic({ statistics }: Stored, name: string): number | null {
  const value = statistics[name];
  return typeof value === 'number' ? value : null;
}

/** The stored 95 % interval of the premium; nulls in runs that stored none. */
export function premiumInterval(row: Stored): { low: number | null; high: number | null } {
  return { low: statistic(row, 'premiumLow'), high: statistic(row, 'premiumHigh') };
}

/** Rank information coefficient at one horizon as the run stored it. */
export interface StoredCoefficient {
  /** Sessions. */
  readonly horizon: number;
  readonly mean: number | null;
  readonly standardDeviation: number | null;
  readonly ratio: number | null;
  readonly tStat: number | null;
  /** Degrees of freedom of the t. */
  readonly degrees: number | null;
  readonly pValue: number | null;
}

/** The stored information coefficients by horizon, shortest first. */
export function coefficientsOf(row: Stored): StoredCoefficient[] {
  return numbersIn(row, /^ic(\d+)Mean$/).map((horizon) => ({
    horizon,
    mean: statistic(row, `ic${horizon}Mean`),
    standardDeviation: statistic(row, `ic${horizon}StandardDeviation`),
    ratio: statistic(row, `ic${horizon}Ratio`),
    tStat: statistic(row, `ic${horizon}T`),
    degrees: statistic(row, `ic${horizon}Degrees`),
    pValue: statistic(row, `ic${horizon}PValue`),
  }));
}

/** The coefficient that represents the signal where only one is shown: at the longest horizon of the run, as in the terminal. */
export function coefficientOf(row: Stored): StoredCoefficient | undefined {
  return coefficientsOf(row).at(-1);
}

/** Mean return per session of each stored quantile with its t, lowest signal first. */
export function quantilesOf(row: Stored): (MeanWithTest & { readonly group: number })[] {
  return numbersIn(row, /^quantile(\d+)Mean$/).map((group) => ({
    group,
    mean: statistic(row, `quantile${group}Mean`),
    tStat: statistic(row, `quantile${group}T`),
    degrees: statistic(row, `quantile${group}Degrees`),
  }));
}

function numbersIn({ statistics }: Stored, pattern: RegExp): number[] {
  return Object.keys(statistics)
    .flatMap((name) => {
      const digits = pattern.exec(name)?.[1];
      return digits === undefined ? [] : [Number(digits)];
    })
    .sort((a, b) => a - b);
}
