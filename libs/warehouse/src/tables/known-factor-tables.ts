import { defineTable } from '../contract.ts';

/**
 * Published returns of known factors and portfolios: a fraction per period. `library` is the file's name and, where it has
 * several tables, the title of the table; `date` is the last calendar day of a month or a year, the day itself of a day or a
 * week.
 */
export const knownReturnsTable = defineTable('known_returns', {
  library: 'LowCardinality(String)',
  name: 'LowCardinality(String)',
  /** `day`, `week`, `month` or `year`. */
  frequency: 'LowCardinality(String)',
  date: 'Date32',
  value: 'Float64',
  version: 'UInt64',
});
