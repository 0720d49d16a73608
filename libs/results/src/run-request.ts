import type { FormulaText } from '@fm/factors';
import type { InputName } from '@fm/factors';

/** What a run mines. */
export interface RunRequest extends Treatment {
  /** Factor names, as in the registry. */
  readonly factors: readonly string[];
  /** The definition of each of them that is not a factor of the catalogue. */
  readonly formulas?: readonly FormulaText[];
  /** Formulas of a library that cannot be mined, each with the reason. */
  readonly leftOut?: readonly string[];
  /** `ingested`, `demonstration`, or symbols joined by commas, or the path of a universe file. */
  readonly universe: string;
  /** Short form of the date ranges, see `parseRanges`. */
  readonly ranges: string;
  /** First and last day whose prices the run may use for its results. */
  readonly from?: string;
  readonly to?: string;
  /**
   * `FROM..TO`: sessions kept out of the sample, which ends before them. Nothing of them is mined until the hold-out is
   * opened.
   */
  readonly holdout?: string;
  readonly weighting: Weighting;
  /** Portfolios per sort; High is the top one, Low the bottom one. @default 3 */
  readonly groups: number;
  /** Sessions of the forward returns a signal is judged by. @default [1, 5, 21] */
  readonly horizons: readonly number[];
  /** Transaction cost per value traded, in basis points. @default 10 */
  readonly costBasisPoints: number;
  /** Family of the ledger that its trials count in; changes no result. @default that of the warehouse */
  readonly project?: string;
  /** Groups of stocks that values are computed in; changes no result. */
  readonly threadNo?: number;
  /** Segments of sessions and of ranges; changes no result. */
  readonly parallelM?: number;
  /** Seconds that a slice may take where neither of them is given; changes no result. @default 30 */
  readonly sliceSeconds?: number;
}

/** How stocks are weighted within a portfolio. */
export type Weighting = 'equal' | 'cap';

/** What is done to the values of a characteristic, session by session, before stocks are ranked by them. */
export interface Treatment {
  /** Share of the stocks at each end whose values are pulled in to the quantile there, e.g. 0.01. @default none */
  readonly winsorise?: number;
  /** See `treatValues`. @default none */
  readonly neutralise?: Neutralisation;
}

/** One of {@link neutralisers}, or both at once by one regression. */
export type Neutralisation = keyof typeof neutralisers | 'size,group';

/** What values can be made neutral to, and the input that it takes. */
export const neutralisers = { size: 'marketCap', group: 'group' } as const satisfies Record<string, InputName>;
