import { discoveryPlacebosTable } from '../tables/discovery-tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** What the placebo searches of a search found. */
export const placebos: Migration = {
  version: 62,
  name: 'placebos',
  steps: [table(discoveryPlacebosTable, { orderBy: ['search_id', 'number'], shardBy: ['search_id'] })],
};
