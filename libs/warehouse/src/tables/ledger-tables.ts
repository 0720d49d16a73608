import { defineTable } from '../contract.ts';

/**
 * What was tried: a row for each trial of a family, run that tried it, and stage: `begun` when its run began, `found` with
 * its Sharpe ratio per session, p-value and weekly mean returns over the run's sample. Key: family, trial, run, stage; of
 * rows of one key the first stays, so that delivering them again changes nothing. Deleting a run leaves its trials.
 */
export const trialsTable = defineTable('trials', {
  family: 'String',
  trial: 'String',
  run_id: 'String',
  stage: 'LowCardinality(String)',
  factor: 'LowCardinality(String)',
  definition: 'String',
  settings: 'String',
  tried_on: 'Date32',
  start: 'Date32',
  end: 'Date32',
  observations: 'UInt32',
  sharpe: 'Nullable(Float64)',
  p_value: 'Nullable(Float64)',
  premium: 'Nullable(Float64)',
  weeks: 'Array(Date32)',
  returns: 'Array(Float64)',
  version: 'UInt64',
});

/**
 * Candidates that a search evaluated, counted and not listed: how many, how many independent ones they are worth, and mean
 * and variance of `Sharpe ratio per session x root of sessions` over those that have one. Key: family, search, part.
 */
export const candidateCountsTable = defineTable('candidate_counts', {
  family: 'String',
  search: 'String',
  part: 'String',
  candidates: 'UInt32',
  effective: 'Float64',
  measured: 'UInt32',
  mean_t: 'Float64',
  variance_t: 'Float64',
  settings: 'String',
  tried_on: 'Date32',
  version: 'UInt64',
});
