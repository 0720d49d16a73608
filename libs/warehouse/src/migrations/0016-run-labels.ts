import { runLabelsTable } from '../tables/run-label-tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Names, notes, pins and archiving of runs. */
export const runLabels: Migration = {
  version: 16,
  name: 'run-labels',
  steps: [table(runLabelsTable, { orderBy: ['run_id', 'what', 'version'], shardBy: ['run_id'] })],
};
