import { stockGroupsTable } from '../tables/group-tables.ts';
import { colocatedView, table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** What each source says of a stock from a moment on; of two that name the same moment the one collected last counts. */
const known = (name: (table: 'stock_groups') => string) => `SELECT symbol, source, known_at,
  argMax(group_name, tuple(collected_at, delivery, line)) AS group_name
FROM ${name('stock_groups')} FINAL GROUP BY symbol, source, known_at`;

/** Groups that stocks are compared within. */
export const stockGroups: Migration = {
  version: 50,
  name: 'stock-groups',
  steps: [
    table(stockGroupsTable, { orderBy: ['symbol', 'source', 'delivery', 'line'], shardBy: ['symbol'] }),
    colocatedView('stock_groups_known', ['symbol'], ['stock_groups'], known),
  ],
};
