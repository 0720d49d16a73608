import { deliveredRowsTable } from '../tables/delivery-tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Which rows each file brought, so that a file can be forgotten. */
export const deliveredRows: Migration = {
  version: 6,
  name: 'delivered-rows',
  steps: [
    table(deliveredRowsTable, {
      orderBy: ['uri', 'content_hash', 'target', 'part', 'rows_version'],
      shardBy: ['uri'],
    }),
  ],
};
