import { defineTable } from '../contract.ts';

/**
 * Daily prices. One row per (symbol, date, row_hash): the same row delivered again is the same key, a restated one is a
 * new row; `prices_latest` shows the newest `version` of each day. `close` is adjusted only for splits, `adj_close` for
 * dividends too; a provider that reports only the latter (Stooq) leaves `close` null.
 */
export const pricesTable = defineTable('prices', {
  symbol: 'LowCardinality(String)',
  date: 'Date32',
  open: 'Nullable(Float64)',
  high: 'Nullable(Float64)',
  low: 'Nullable(Float64)',
  close: 'Nullable(Float64)',
  adj_close: 'Nullable(Float64)',
  volume: 'Nullable(Float64)',
  source: 'LowCardinality(String)',
  synthetic: 'Bool',
  row_hash: 'UInt64',
  version: 'UInt64',
});

/** Splits (`value` = new shares per old) and cash dividends (`value` = currency per share). */
export const corporateActionsTable = defineTable('corporate_actions', {
  symbol: 'LowCardinality(String)',
  date: 'Date32',
  kind: 'LowCardinality(String)',
  value: 'Float64',
  source: 'LowCardinality(String)',
  synthetic: 'Bool',
  version: 'UInt64',
});

/** Risk-free return of a day by series (`FF-RF`, `DTB3`): a fraction per session. */
export const riskFreeTable = defineTable('risk_free', {
  series: 'LowCardinality(String)',
  date: 'Date32',
  rate: 'Float64',
  version: 'UInt64',
});

/** One row per delivered object and parser: what became of its rows. */
export const ingestLogTable = defineTable('ingest_log', {
  source: 'LowCardinality(String)',
  uri: 'String',
  content_hash: 'String',
  rows_read: 'UInt32',
  rows_new: 'UInt32',
  rows_unchanged: 'UInt32',
  rows_quarantined: 'UInt32',
  status: 'LowCardinality(String)',
  message: 'String',
  version: 'UInt64',
});

/** What could not be used, kept with its reason. Key: `quarantine_id`, a hash of source, location, reason and payload. */
export const quarantineTable = defineTable('quarantine', {
  quarantine_id: 'String',
  source: 'LowCardinality(String)',
  uri: 'String',
  location: 'String',
  symbol: 'String',
  code: 'LowCardinality(String)',
  message: 'String',
  payload: 'String',
  state: 'LowCardinality(String)',
  version: 'UInt64',
});

/**
 * Factor values f[i,t], known at the close of their day: one row per stock, factor and calendar year. `values[k]` is the
 * value of `days[k]`; a missing value has no entry. The view `factor_values` has one row per value. At 26 factors x 500
 * stocks x 5,040 sessions these are 260 thousand rows instead of 60 million.
 */
export const factorValueSeriesTable = defineTable('factor_value_series', {
  run_id: 'String',
  factor: 'LowCardinality(String)',
  symbol: 'LowCardinality(String)',
  year: 'UInt32',
  days: 'Array(Date32)',
  values: 'Array(Float64)',
  version: 'UInt64',
});

/** Long-short factor returns F[t] and their legs. */
export const factorReturnsTable = defineTable('factor_returns', {
  run_id: 'String',
  factor: 'LowCardinality(String)',
  date: 'Date32',
  high: 'Float64',
  low: 'Float64',
  factor_return: 'Float64',
  stocks_high: 'UInt32',
  stocks_low: 'UInt32',
  version: 'UInt64',
});

/** Regression of one stock on one factor over one date range. Missing statistics are null. */
export const stockResultsTable = defineTable('stock_results', {
  run_id: 'String',
  factor: 'LowCardinality(String)',
  start: 'Date32',
  end: 'Date32',
  symbol: 'LowCardinality(String)',
  observations: 'UInt32',
  alpha: 'Nullable(Float64)',
  beta: 'Nullable(Float64)',
  alpha_t: 'Nullable(Float64)',
  beta_t: 'Nullable(Float64)',
  beta_t_newey_west: 'Nullable(Float64)',
  p_value: 'Nullable(Float64)',
  p_value_adjusted: 'Nullable(Float64)',
  r_squared: 'Nullable(Float64)',
  beta_low: 'Nullable(Float64)',
  beta_high: 'Nullable(Float64)',
  beta_ex_self: 'Nullable(Float64)',
  beta_t_ex_self: 'Nullable(Float64)',
  r_squared_ex_self: 'Nullable(Float64)',
  drop_reason: 'LowCardinality(String)',
  version: 'UInt64',
});

/** Factor-level results of one date range; `statistics` and `coverage` are JSON with documented keys. */
export const factorSummariesTable = defineTable('factor_summaries', {
  run_id: 'String',
  factor: 'LowCardinality(String)',
  factor_type: 'LowCardinality(String)',
  start: 'Date32',
  end: 'Date32',
  stocks: 'UInt32',
  mean_beta: 'Nullable(Float64)',
  mean_t_stat: 'Nullable(Float64)',
  mean_r_squared: 'Nullable(Float64)',
  significant: 'UInt32',
  significant_adjusted: 'UInt32',
  premium: 'Nullable(Float64)',
  volatility: 'Nullable(Float64)',
  sharpe: 'Nullable(Float64)',
  max_drawdown: 'Nullable(Float64)',
  premium_t_stat: 'Nullable(Float64)',
  statistics: 'String',
  coverage: 'String',
  version: 'UInt64',
  /** What the range is to the verdict: `sample`, `evidence` or `holdout`; empty in results of older runs. */
  role: 'LowCardinality(String)',
  /** The side that the premium pays: `long` (High), `short` (Low); empty where it is not known. */
  side: 'LowCardinality(String)',
});
