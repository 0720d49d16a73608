import type { SummaryRow } from '../api/schemas.ts';
import { intervalOf, standardErrorOf } from '../statistics/interval.ts';

type Stored = Pick<SummaryRow, 'statistics'>;

/** A number that the run stored under this name; null where it stored none. */
export function statistic({ statistics }: Stored, name: string): number | null {
  const value = statistics[name];
  return typeof value === 'number' ? value : null;
}

/** The 95 % interval of the premium: the stored one; of older runs from the Newey-West t. */
export function premiumInterval(row: Pick<SummaryRow, 'statistics' | 'premium' | 'premiumTStat'>) {
  const [low, high] = [statistic(row, 'premiumLow'), statistic(row, 'premiumHigh')];
  return low === null || high === null ? intervalOf(row.premium, row.premiumTStat) : { low, high };
}

/** Rank information coefficient at one horizon as the run stored it. */
export interface StoredCoefficient {
  /** Sessions. */
  readonly horizon: number;
  readonly mean: number | null;
  readonly standardDeviation: number | null;
  readonly ratio: number | null;
  readonly standardError: number | null;
  readonly tStat: number | null;
  readonly pValue: number | null;
}

/** The stored information coefficients by horizon, shortest first. */
export function coefficientsOf(row: Stored): StoredCoefficient[] {
  return numbersIn(row, /^ic(\d+)Mean$/).map((horizon) => {
    const [mean, tStat] = [statistic(row, `ic${horizon}Mean`), statistic(row, `ic${horizon}T`)];
    return {
      horizon,
      mean,
      standardDeviation: statistic(row, `ic${horizon}StandardDeviation`),
      ratio: statistic(row, `ic${horizon}Ratio`),
      standardError: standardErrorOf(mean, tStat),
      tStat,
      pValue: statistic(row, `ic${horizon}PValue`),
    };
  });
}

/** The coefficient that stands for the signal where one must: at the longest horizon of the run, as in the terminal. */
export function coefficientOf(row: Stored): StoredCoefficient | undefined {
  return coefficientsOf(row).at(-1);
}

/** Mean return per session of each stored quantile with its Newey-West t, lowest signal first. */
export function quantilesOf(row: Stored): { group: number; mean: number | null; tStat: number | null }[] {
  return numbersIn(row, /^quantile(\d+)Mean$/).map((group) => ({
    group,
    mean: statistic(row, `quantile${group}Mean`),
    tStat: statistic(row, `quantile${group}T`),
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
