/** Two factors side by side; null is missing. */
export interface FactorRelation {
  readonly factor: string;
  readonly other: string;
  /** Sessions in which both have a return. */
  readonly observations: number;
  readonly correlation: number | null;
  /** Slope of `factor` on `other` in the spanning regression; null where `other` is not in it. */
  readonly spanningBeta: number | null;
}

/** Return series of the factors of a run over one date range, one element per session; NaN is missing. */
export type ReturnSeries = ReadonlyMap<string, Float64Array>;
