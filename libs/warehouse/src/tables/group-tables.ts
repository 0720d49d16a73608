import { defineTable } from '../contract.ts';

/**
 * Groups (industries) that stocks are compared within, by who says so: `file` for a file of the user, `sic` for the
 * industry in a submissions document of the SEC. Key: symbol, source, delivery (SHA-256 of the document), line; of the
 * same document delivered again the first time stays. `known_at` is the day that the file gives, else `collected_at`;
 * an empty `group_name` says that the stock has none from then on. `detail` is what the source says in full.
 */
export const stockGroupsTable = defineTable('stock_groups', {
  symbol: 'LowCardinality(String)',
  source: 'LowCardinality(String)',
  delivery: 'String',
  line: 'UInt32',
  group_name: 'LowCardinality(String)',
  detail: 'String',
  known_at: 'DateTime64(3)',
  collected_at: 'DateTime64(3)',
  version: 'UInt64',
});
