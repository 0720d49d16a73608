import { defineTable } from '../contract.ts';
import { factorReturnsTable, factorValueSeriesTable, stockResultsTable } from '../tables/tables.ts';
import { colocatedView, table } from './ddl.ts';
import { unfoldedValues, valuesByDay } from './earlier/factor-values-by-day.ts';
import type { Migration } from './migration.ts';

const runs = defineTable('runs', {
  run_id: 'String',
  status: 'LowCardinality(String)',
  request: 'String',
  data_version: 'String',
  code_version: 'String',
  synthetic: 'Bool',
  notes: 'String',
  started_at: 'DateTime64(3)',
  finished_at: 'Nullable(DateTime64(3))',
  error: 'String',
  version: 'UInt64',
});

const runSlices = defineTable('run_slices', {
  run_id: 'String',
  slice_id: 'String',
  stage: 'LowCardinality(String)',
  factor: 'LowCardinality(String)',
  start: 'Date32',
  end: 'Date32',
  status: 'LowCardinality(String)',
  attempt: 'UInt32',
  rows_in: 'UInt32',
  rows_out: 'UInt32',
  duration_ms: 'Float64',
  host: 'String',
  error: 'String',
  version: 'UInt64',
});

const factorSummaries = defineTable('factor_summaries', {
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
});

/** One row per factor value, for people, exports and joins. */
const factorValues = (
  table: (name: 'factor_value_series') => string,
) => `SELECT run_id, factor, symbol, date, value, version
FROM (SELECT * FROM ${table('factor_value_series')} FINAL) ARRAY JOIN days AS date, values AS value`;

/** Runs, their slices and their results; every key starts with the run. */
export const mining: Migration = {
  version: 10,
  name: 'mining',
  earlier: { [valuesByDay]: unfoldedValues },
  steps: [
    table(runs, { orderBy: ['run_id'] }),
    table(runSlices, { orderBy: ['run_id', 'slice_id'] }),
    table(factorValueSeriesTable, {
      orderBy: ['run_id', 'factor', 'symbol', 'year'],
      shardBy: ['run_id', 'factor', 'symbol'],
    }),
    colocatedView('factor_values', ['run_id', 'factor', 'symbol'], ['factor_value_series'], factorValues),
    table(factorReturnsTable, { orderBy: ['run_id', 'factor', 'date'], shardBy: ['run_id', 'factor'] }),
    table(stockResultsTable, {
      orderBy: ['run_id', 'factor', 'start', 'end', 'symbol'],
      shardBy: ['run_id', 'factor'],
    }),
    table(factorSummaries, { orderBy: ['run_id', 'factor', 'start', 'end'], shardBy: ['run_id', 'factor'] }),
  ],
};
