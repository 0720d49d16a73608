import { addColumns } from './ddl.ts';
import type { Migration } from './migration.ts';

/** What a date range is to the verdict, and which side of the sort its premium pays; empty in results of older runs. */
export const judgedRanges: Migration = {
  version: 13,
  name: 'judged-ranges',
  steps: [addColumns('factor_summaries', { role: 'LowCardinality(String)', side: 'LowCardinality(String)' })],
};
