import { defineTable } from '../contract.ts';

/**
 * A mining run. `status` is planned, running, succeeded or failed; `request` is its canonical JSON. `version` carries the
 * rank of the state, so that nothing takes back a success. Counts are 0 where they were not given.
 */
export const runsTable = defineTable('runs', {
  run_id: 'String',
  status: 'LowCardinality(String)',
  request: 'String',
  data_version: 'String',
  code_version: 'String',
  synthetic: 'Bool',
  notes: 'String',
  /** Begin of the latest attempt. */
  started_at: 'DateTime64(3)',
  finished_at: 'Nullable(DateTime64(3))',
  error: 'String',
  version: 'UInt64',
  planned_at: 'Nullable(DateTime64(3))',
  /** The cut that was asked for: stock groups and date segments. */
  thread_no: 'UInt32',
  parallel_m: 'UInt32',
  /** Slices worked on at once. */
  jobs: 'UInt32',
  /** What drives the run: `local` or `workflow`. */
  runner: 'LowCardinality(String)',
  /** Name of the execution of the workflow. */
  execution: 'String',
  host: 'String',
  pid: 'UInt32',
  slices: 'UInt32',
  /** How often the run was begun. */
  attempt: 'UInt32',
});

/** One unit of work of a run, in its newest state; it is `succeeded` only after its results are in. */
export const runSlicesTable = defineTable('run_slices', {
  run_id: 'String',
  slice_id: 'String',
  stage: 'LowCardinality(String)',
  factor: 'LowCardinality(String)',
  start: 'Date32',
  end: 'Date32',
  status: 'LowCardinality(String)',
  /** Attempts begun so far. */
  attempt: 'UInt32',
  rows_in: 'UInt32',
  rows_out: 'UInt32',
  duration_ms: 'Float64',
  host: 'String',
  error: 'String',
  version: 'UInt64',
  /** Which stocks of the universe, where it is not all of them. */
  part: 'String',
  /** In the unit of the planner. */
  estimated_cost: 'Float64',
  started_at: 'Nullable(DateTime64(3))',
  finished_at: 'Nullable(DateTime64(3))',
  code_version: 'LowCardinality(String)',
});

/** One attempt at a slice: `running`, `succeeded` or `failed`. */
export const runAttemptsTable = defineTable('run_attempts', {
  run_id: 'String',
  slice_id: 'String',
  attempt_id: 'String',
  attempt: 'UInt32',
  status: 'LowCardinality(String)',
  started_at: 'DateTime64(3)',
  finished_at: 'Nullable(DateTime64(3))',
  duration_ms: 'Float64',
  rows_in: 'UInt32',
  rows_out: 'UInt32',
  host: 'String',
  pid: 'UInt32',
  code_version: 'LowCardinality(String)',
  error: 'String',
  version: 'UInt64',
});
