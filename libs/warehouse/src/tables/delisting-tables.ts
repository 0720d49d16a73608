import { defineTable } from '../contract.ts';

/**
 * What became of stocks that are no longer listed. Key: symbol, date, source (`file` for a file of the user, `prices` for a
 * last price of zero in a price file). `value` is the delisting return, a fraction (-1 where all is lost); null where only
 * a reason is known that says nothing of the return, such as a merger.
 */
export const delistingsTable = defineTable('delistings', {
  symbol: 'LowCardinality(String)',
  date: 'Date32',
  source: 'LowCardinality(String)',
  value: 'Nullable(Float64)',
  reason: 'LowCardinality(String)',
  synthetic: 'Bool',
  version: 'UInt64',
});
