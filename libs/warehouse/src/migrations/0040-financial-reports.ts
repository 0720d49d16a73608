import { documentRatingsTable } from '../tables/report-tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Measurements read from reports, proxy statements and sustainability reports. */
export const financialReports: Migration = {
  version: 40,
  name: 'financial-reports',
  steps: [
    table(documentRatingsTable, {
      orderBy: ['symbol', 'rating', 'document_hash', 'model', 'prompt_version'],
      shardBy: ['symbol'],
    }),
  ],
};
