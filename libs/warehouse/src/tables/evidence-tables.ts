import { defineTable } from '../contract.ts';

/**
 * Two factors of a run over one date range: the correlation of their returns over the sessions both have, and the slope
 * of `factor` on `other` in the spanning regression. `spanning_beta_t` is of older runs: a Newey-West t, which nothing shows.
 */
export const factorRelationsTable = defineTable('factor_relations', {
  run_id: 'String',
  start: 'Date32',
  end: 'Date32',
  factor: 'LowCardinality(String)',
  other: 'LowCardinality(String)',
  observations: 'UInt32',
  correlation: 'Nullable(Float64)',
  spanning_beta: 'Nullable(Float64)',
  spanning_beta_t: 'Nullable(Float64)',
  version: 'UInt64',
});

/**
 * Average market-adjusted return around the sessions in which stocks enter a leg of a factor's sort (`enters_high`,
 * `enters_low`), by session relative to the entry, and cumulated from the first. The t-statistics are of
 * older runs: they took events as independent, and nothing shows them.
 */
export const eventStudiesTable = defineTable('event_studies', {
  run_id: 'String',
  factor: 'LowCardinality(String)',
  start: 'Date32',
  end: 'Date32',
  event: 'LowCardinality(String)',
  offset: 'Int32',
  events: 'UInt32',
  abnormal: 'Nullable(Float64)',
  abnormal_t: 'Nullable(Float64)',
  cumulative: 'Nullable(Float64)',
  cumulative_t: 'Nullable(Float64)',
  version: 'UInt64',
});
