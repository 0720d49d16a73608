import { defineTable } from '../contract.ts';

/**
 * Which rows a file brought: those of `target` whose first key column is `part` (the symbol of a price, the series of a
 * rate) and whose version is `rows_version`. A version of 0 means rows that were already there. Key: uri,
 * content_hash, target, part, rows_version.
 */
export const deliveredRowsTable = defineTable('delivered_rows', {
  source: 'LowCardinality(String)',
  uri: 'String',
  content_hash: 'String',
  target: 'LowCardinality(String)',
  part: 'LowCardinality(String)',
  rows_version: 'UInt64',
  rows: 'UInt32',
  version: 'UInt64',
});
