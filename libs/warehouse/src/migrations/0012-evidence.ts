import { eventStudiesTable, factorRelationsTable } from '../tables/evidence-tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Evidence on the factors of a run beside each other, and around the entries of stocks into a leg. */
export const evidence: Migration = {
  version: 12,
  name: 'evidence',
  steps: [
    table(factorRelationsTable, { orderBy: ['run_id', 'start', 'end', 'factor', 'other'], shardBy: ['run_id'] }),
    table(eventStudiesTable, {
      orderBy: ['run_id', 'factor', 'start', 'end', 'event', 'offset'],
      shardBy: ['run_id', 'factor'],
    }),
  ],
};
