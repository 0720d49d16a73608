import { runAttemptsTable } from '../tables/run-tables.ts';
import { addColumns, table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** What a run was asked to do and how it went: its cut and concurrency, planned slices, and every attempt at a slice. */
export const runRecords: Migration = {
  version: 11,
  name: 'run-records',
  steps: [
    addColumns('runs', {
      planned_at: 'Nullable(DateTime64(3))',
      thread_no: 'UInt32',
      parallel_m: 'UInt32',
      jobs: 'UInt32',
      runner: 'LowCardinality(String)',
      execution: 'String',
      host: 'String',
      pid: 'UInt32',
      slices: 'UInt32',
      attempt: 'UInt32',
    }),
    addColumns('run_slices', {
      part: 'String',
      estimated_cost: 'Float64',
      started_at: 'Nullable(DateTime64(3))',
      finished_at: 'Nullable(DateTime64(3))',
      code_version: 'LowCardinality(String)',
    }),
    table(runAttemptsTable, { orderBy: ['run_id', 'slice_id', 'attempt_id'], shardBy: ['run_id', 'slice_id'] }),
  ],
};
