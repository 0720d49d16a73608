/** Every fault of a price payload: what the user does about it. The text of what happened is made where it is found. */
export const remedies = {
  FILE_EMPTY: 'Download the file again or leave it out.',
  FILE_WITHOUT_ROWS: 'Download the file again: it has a header but no data.',
  FILE_UNREADABLE: 'Check that the path exists and is readable.',
  FILE_BINARY: 'Export the file as CSV, Parquet, Arrow or JSON; gzip and zip may pack it.',
  FILE_ENCODING: 'Save the file as UTF-8, for example: iconv -f UTF-16 -t UTF-8 IN > OUT.',
  FILE_TOO_LARGE: 'Split the file by symbol or by year.',
  FOLDER_EMPTY: 'Give a folder that holds .csv, .txt or .json price files.',
  SYMBOL_UNREADABLE: 'Name the file after its symbol, for example AAPL.csv, or give it a column Symbol.',
  COLUMN_MISSING:
    'Give at least the columns Date and Close, and where they are known Open, High, Low, Adj Close and Volume.',
  COLUMN_TWICE: 'Keep one column of each name.',
  LINE_TOO_LONG: 'Check that the file has line breaks; one row per line.',
  ROW_FIELD_COUNT: 'Give the row as many fields as the header has.',
  NUMBER_UNREADABLE: 'Write plain decimal numbers; leave the field empty where a value is missing.',
  DATE_UNREADABLE: 'Write dates as YYYY-MM-DD.',
  DATE_AMBIGUOUS:
    'Write dates as YYYY-MM-DD, or load a longer file: a day after the 12th says which number is the day.',
  DATE_IMPOSSIBLE: 'Correct the date: the calendar does not have it.',
  DATE_IN_FUTURE: 'Correct the date, or load the row again once the day is over.',
  PRICE_NOT_POSITIVE: 'Correct the price; leave the field empty where it is missing.',
  VOLUME_NEGATIVE: 'Correct the volume; leave the field empty where it is missing.',
  HIGH_BELOW_PRICES: 'Correct the row: the high is the highest price of the day.',
  LOW_ABOVE_PRICES: 'Correct the row: the low is the lowest price of the day.',
  DUPLICATE_DATE: 'Keep one row of the day, the right one, and load the file again.',
  RETURN_BEYOND_LIMIT: 'Check the move at a second source; if it is real, replay the row with acceptance.',
  RETURN_LARGE: 'Nothing needs to be done: the volume or the price range of the day supports the move.',
  SPLIT_NOT_APPLIED: 'Download the whole history again: rows before the break are not adjusted for the split.',
  LEVEL_BROKEN:
    'Download the whole history again, or load the split behind it with `fm ingest corporate-actions` and then this file: only the rows on the level of the last one are in.',
  SPLIT_LIKELY:
    'If there was a split, load it with `fm ingest corporate-actions` and then this file again; if the fall is real, nothing has to be done.',
  DIVIDEND_NOT_APPLIED:
    'Download the whole history again: adjusted closes before the dividend are not adjusted for it.',
  UNIT_ERROR_100X: 'Download the history again: some rows are in another unit (100 to 1).',
  BASIS_CHANGED: 'Download the whole history of the symbol and load that: this file is adjusted on a newer basis.',
  BASIS_REBASED:
    'Nothing needs to be done: the rows continue the history on its basis. Load the whole history in one file to get the newest basis.',
  NOT_DAILY: 'Download daily prices: the return from one row to the next is taken as that of one session.',
  DAYS_SHIFTED: 'Download the file with the days of its exchange, or give the times their offset from UTC.',
  HALTED: 'Nothing needs to be done: the stock was not traded, and has no price on these days.',
  BEFORE_LISTING: 'Nothing needs to be done: the stock was not traded yet.',
  CLOSES_AS_TRADED:
    'Nothing needs to be done if the splits are right; if the closes are already adjusted, use `--close split` or `--close total`.',
  NO_ADJUSTED_CLOSE: 'For market capitalisations load a Yahoo file of the symbol, with the column Adj Close.',
  ACTION_CONFLICT:
    'Find out which is right: load the right one with `fm ingest corporate-actions` (a split of 1:1 on a wrong day undoes that one), then replay the entry.',
  SYNTHETIC_MIX: 'Load synthetic and real prices into different data folders (FM_HOME) or under different symbols.',
  JSON_UNREADABLE: 'Download the response again: it is not complete JSON.',
  NOT_A_CHART: 'Give a response of the Yahoo chart API (chart.result[0] with timestamp and indicators).',
  CHART_ERROR: 'Check the symbol: the provider answered with an error instead of prices.',
  CHART_OTHER_SYMBOL: 'Ask again at a lower rate: the provider answered with another symbol.',
  CHART_LENGTHS: 'Download the response again: its arrays do not belong together.',
} as const;

export type ProblemCode = keyof typeof remedies;

/** One fault or remark of an ingest, as the user sees it. */
export interface Problem {
  /** `error`: something is not in the tables; `warning`: all is in, but look at it. */
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  readonly file: string;
  /** 1-based line (in chart JSON the position in the arrays); absent when the whole file is meant. */
  readonly line?: number;
  readonly symbol?: string;
  readonly what: string;
  readonly remedy: string;
  /** Rows this problem speaks of. @default 1 */
  readonly rows: number;
}

const warnings: ReadonlySet<ProblemCode> = new Set([
  'RETURN_LARGE',
  'SPLIT_LIKELY',
  'NO_ADJUSTED_CLOSE',
  'CLOSES_AS_TRADED',
  'BASIS_REBASED',
  'HALTED',
  'BEFORE_LISTING',
]);

/** Severity of a code. */
export function severityOf(code: ProblemCode): Problem['severity'] {
  return warnings.has(code) ? 'warning' : 'error';
}
