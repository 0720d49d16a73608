import { defineTable } from '../contract.ts';

/**
 * Shares sold short at a settlement date, as they were published. Key: symbol, settlement_date, known_at, so that a figure
 * that is published again is another row. `known_at` is the moment of publication; where only its day is known, the start of
 * the next session. `shares_short` is on the split basis of the settlement date.
 */
export const shortInterestTable = defineTable('short_interest', {
  symbol: 'LowCardinality(String)',
  settlement_date: 'Date32',
  known_at: 'DateTime64(3)',
  shares_short: 'Float64',
  synthetic: 'Bool',
  version: 'UInt64',
});
