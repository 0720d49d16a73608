import { defineTable } from '../contract.ts';

/**
 * Values of stocks that users brought: of a factor that was computed elsewhere, or of anything that formulas read. Key: name,
 * symbol, date, known_at; a correction is a row with a later `known_at`. `known_at` is just before the close of the date
 * unless the file gives a later moment; `value` is null where a value was taken back.
 */
export const userValuesTable = defineTable('user_values', {
  name: 'LowCardinality(String)',
  symbol: 'LowCardinality(String)',
  date: 'Date32',
  known_at: 'DateTime64(3)',
  value: 'Nullable(Float64)',
  collected_at: 'DateTime64(3)',
  version: 'UInt64',
});
