import { delistingsTable } from '../tables/delisting-tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Returns of stocks after their last price. */
export const delistings: Migration = {
  version: 3,
  name: 'delistings',
  steps: [table(delistingsTable, { orderBy: ['symbol', 'date', 'source'], shardBy: ['symbol'] })],
};
