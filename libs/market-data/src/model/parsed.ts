import type { CloseKind } from './close-kind.ts';
import type { ProblemCode } from './problems.ts';
import type { CorporateAction, PriceRows } from './price-rows.ts';

/** A row (or a whole payload) that can not be used, with what is needed to judge and to replay it. */
export interface RejectedRow {
  readonly code: ProblemCode;
  /** 1-based line of the file; in chart JSON the 1-based position in the arrays; 0 for the whole file. */
  readonly line: number;
  readonly symbol: string;
  /** Rows of the file that it represents. @default 1 for a row, 0 for a fault of the file */
  readonly rows?: number;
  /** Whether it is one row of the file; false for a fault of the file, its header or its whole payload. */
  readonly isRow: boolean;
  /** What is wrong with this very row. */
  readonly what: string;
  /** Text that the same parser reads again: header and line of a CSV. Cut after 4,096 characters. */
  readonly payload: string;
}

/** A stock that ends at a price of zero. */
export interface WorthlessStock {
  readonly symbol: string;
  /** First day at zero, days since the epoch. */
  readonly day: number;
}

/** A remark on a file that loses nothing. */
export interface Remark {
  readonly code: ProblemCode;
  readonly line: number;
  readonly symbol: string;
  readonly what: string;
}

export type PriceSource = 'yahoo' | 'stooq';

/** What a parser makes of one payload. rowsRead = rows.count + rejected data rows + dropped. */
export interface ParsedPrices {
  readonly source: PriceSource;
  /** What its closes are, as its form says or the caller asked; see `bases/`. */
  readonly closes: CloseKind;
  /** Whether the caller said what the closes are, so that nothing is looked for. @default false */
  readonly closesAsked?: boolean;
  /** Whether the rows have an adjusted close of their own; otherwise it is the close as given in the file. */
  readonly hasAdjusted: boolean;
  readonly rows: PriceRows;
  readonly actions: readonly CorporateAction[];
  /** Stocks whose last price in the payload is zero, with the first day of it. @default none */
  readonly worthless?: readonly WorthlessStock[];
  readonly rejected: readonly RejectedRow[];
  readonly remarks: readonly Remark[];
  /** Rows that hold nothing to keep, by reason. */
  readonly dropped: Readonly<Record<DropReason, number>>;
  readonly rowsRead: number;
}

/**
 * `null_row`: no price at all in the row; `live_bar`: the session was not over when the row was taken; `other_basis`: the
 * row was collected on a newer basis than the history, which is fetched whole instead; `last_day_again`: the last day came
 * twice, as open and as closed, and the later row counts;
 * `price_zero`: the stock ended at a price of zero, which is a delisting return.
 */
export type DropReason = 'null_row' | 'live_bar' | 'other_basis' | 'last_day_again' | 'price_zero';

/** Fresh counters of dropped rows. */
export function noDrops(): Record<DropReason, number> {
  return { null_row: 0, live_bar: 0, other_basis: 0, last_day_again: 0, price_zero: 0 };
}
