import type { DatedValue } from '../charts/lines.ts';

/** A table of texts; the first column says what a row is. */
export interface SheetTable {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Whether the last column is text that is broken into lines. @default false */
  readonly wraps?: boolean;
  /** Whether it takes the whole width. @default with more than six columns */
  readonly isWide?: boolean;
  /** How its numbers are estimated. @default nothing to say */
  readonly method?: string;
}

/** A line of the sheet over its sessions. */
export interface SheetSeries {
  readonly name: string;
  /** Simple returns per session, fractions; NaN is missing. */
  readonly returns: Float64Array;
}

/** A return of a calendar period. */
export interface SheetPeriod {
  /** `YYYY-MM` or `YYYY`. */
  readonly period: string;
  readonly value: number;
}

/** Everything that a tear sheet shows. */
export interface SheetData {
  readonly title: string;
  /** What was ranked, and what the book is. */
  readonly description: readonly string[];
  readonly verdict: string;
  readonly synthetic: boolean;
  /** The run and its notes. */
  readonly run: string;
  readonly notes: readonly string[];
  readonly estimators: readonly string[];
  /** ISO dates of all series, ascending. */
  readonly dates: readonly string[];
  /** The book after costs first, then before costs and others that are drawn beside it. */
  readonly series: readonly [SheetSeries, ...SheetSeries[]];
  readonly benchmark: SheetSeries;
  readonly monthly: readonly SheetPeriod[];
  readonly yearly: readonly SheetPeriod[];
  readonly benchmarkYearly: readonly SheetPeriod[];
  /** One-way turnover of each month, a fraction. */
  readonly turnover: readonly SheetPeriod[];
  /** Rank correlation of each month's signals with the returns that they were traded for. */
  readonly skill: readonly DatedValue[];
  readonly tables: readonly SheetTable[];
}
