import { defineTable } from '../contract.ts';

/**
 * Searches for formulas. `status` is running or finished; `request` and `report` are JSON; `lockbox` is what the lock-box
 * says, empty until it is opened. `version` carries the rank of the state, so that nothing takes back what is finished.
 */
export const discoverySearchesTable = defineTable('discovery_searches', {
  search_id: 'String',
  status: 'LowCardinality(String)',
  request: 'String',
  data_version: 'String',
  synthetic: 'Bool',
  started_at: 'DateTime64(3)',
  finished_at: 'Nullable(DateTime64(3))',
  /** Different formulas that were tried. */
  trials: 'UInt64',
  report: 'String',
  lockbox: 'String',
  version: 'UInt64',
});

/** What an island of a search found in an epoch, as JSON: a pure function of the search, so a row delivered again is the same. */
export const discoveryEpochsTable = defineTable('discovery_epochs', {
  search_id: 'String',
  epoch: 'UInt32',
  island: 'UInt32',
  trials: 'UInt32',
  result: 'String',
  version: 'UInt64',
});

/** Placebo searches of a search by their numbers, from 1; `result` is JSON. A row that is delivered again is the same. */
export const discoveryPlacebosTable = defineTable('discovery_placebos', {
  search_id: 'String',
  number: 'UInt32',
  finished_at: 'DateTime64(3)',
  result: 'String',
  version: 'UInt64',
});

/**
 * Openings of lock-boxes: which search looked, when, at which days of which stocks (joined by commas), and at which formulas
 * (hashes joined by commas). Every look has its own row, and no row is ever removed.
 */
export const discoveryOpeningsTable = defineTable('discovery_openings', {
  search_id: 'String',
  opened_at: 'DateTime64(3)',
  lockbox_start: 'Date32',
  lockbox_end: 'Date32',
  universe: 'String',
  symbols: 'String',
  synthetic: 'Bool',
  data_version: 'String',
  formulas: 'String',
  version: 'UInt64',
});
