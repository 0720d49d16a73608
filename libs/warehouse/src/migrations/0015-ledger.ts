import { candidateCountsTable, trialsTable } from '../tables/ledger-tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** The ledger of everything that was tried. */
export const ledger: Migration = {
  version: 15,
  name: 'ledger',
  steps: [
    table(trialsTable, { orderBy: ['family', 'trial', 'run_id', 'stage'], shardBy: ['family', 'trial'] }),
    table(candidateCountsTable, { orderBy: ['family', 'search', 'part'] }),
  ],
};
