import type { Remark } from '../model/parsed.ts';
import type { CorporateAction, PriceRows } from '../model/price-rows.ts';
import type { ProblemCode } from '../model/problems.ts';

/** The rows of one symbol, days ascending, and the events its file names. */
export interface SeriesView {
  readonly rows: PriceRows;
  readonly symbol: string;
  /** Row numbers, days strictly ascending. */
  readonly order: Int32Array;
  readonly actions: readonly CorporateAction[];
}

/** Rows of one symbol that are kept aside for one reason. */
export interface Exclusion {
  readonly code: ProblemCode;
  readonly symbol: string;
  /** Row numbers in {@link PriceRows}. */
  readonly rows: readonly number[];
  readonly what: string;
}

/** What one check of a series finds. */
export interface Findings {
  readonly exclusions: readonly Exclusion[];
  readonly remarks: readonly Remark[];
}

/** Adjusted close at a position of the series; the close where the file has no adjusted one. */
export function priceAt({ rows, order }: SeriesView, at: number): number {
  const adjusted = rows.values[order[at]! * 6 + 4]!;
  return Number.isNaN(adjusted) ? rows.values[order[at]! * 6 + 3]! : adjusted;
}
