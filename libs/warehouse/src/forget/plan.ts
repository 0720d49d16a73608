import type { QueryParameters } from '../contract.ts';

/** Rows of one table that go. */
export interface GoingRows {
  readonly table: string;
  /** Condition on the table; its parameters are in `parameters`. */
  readonly where: string;
  readonly parameters: QueryParameters;
}

/** What is forgotten: the rows in the order in which they go, the runs that used them, and what stays. */
export interface ForgetPlan {
  /**
   * In this order, so that a forgetting that was interrupted can be asked for again: what names the rows goes after the
   * rows themselves.
   */
  readonly going: readonly GoingRows[];
  /** Condition on `runs` for the runs that used the rows; undefined where no run can have. */
  readonly usedBy: { readonly where: string; readonly parameters: QueryParameters } | undefined;
  /** What stays, and why, one sentence each. */
  readonly stays: readonly string[];
}

/** Symbols or keys in one statement. */
export const perStatement = 2_000;

/** A list in pieces that a statement takes. */
export function inPieces<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / perStatement) }, (_, at) =>
    items.slice(at * perStatement, (at + 1) * perStatement),
  );
}

/** Runs that had one of some symbols among their stocks. */
export const runsWithSymbols = `run_id IN (
    SELECT run_id FROM factor_value_series WHERE symbol IN {symbols:Array(String)}
    UNION DISTINCT SELECT run_id FROM stock_results WHERE symbol IN {symbols:Array(String)})`;

/** Runs whose version of the data names rows of a kind of data. */
export function runsThatRead(part: string): string {
  return `match(data_version, '(^| )${part}:[1-9]')`;
}
