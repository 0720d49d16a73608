import { userValuesTable } from '../tables/value-tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Values that users loaded. */
export const userValues: Migration = {
  version: 51,
  name: 'user-values',
  steps: [table(userValuesTable, { orderBy: ['name', 'symbol', 'date', 'known_at'], shardBy: ['symbol'] })],
};
