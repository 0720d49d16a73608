import { discoveryEpochsTable, discoveryOpeningsTable, discoverySearchesTable } from '../tables/discovery-tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Searches for formulas, what their islands found, and who looked into which lock-box. */
export const discovery: Migration = {
  version: 60,
  name: 'discovery',
  steps: [
    table(discoverySearchesTable, { orderBy: ['search_id'] }),
    table(discoveryEpochsTable, { orderBy: ['search_id', 'epoch', 'island'], shardBy: ['search_id'] }),
    table(discoveryOpeningsTable, { orderBy: ['search_id', 'opened_at'], shardBy: ['search_id'] }),
  ],
};
