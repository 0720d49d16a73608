import { holdoutOpeningsTable } from '../tables/holdout-tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Looks at hold-outs. */
export const holdouts: Migration = {
  version: 14,
  name: 'holdouts',
  steps: [table(holdoutOpeningsTable, { orderBy: ['run_id', 'opened_on', 'holdout_run'], shardBy: ['run_id'] })],
};
