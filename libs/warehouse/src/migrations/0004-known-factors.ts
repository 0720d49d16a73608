import { knownReturnsTable } from '../tables/known-factor-tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Published returns of known factors. */
export const knownFactors: Migration = {
  version: 4,
  name: 'known-factors',
  steps: [table(knownReturnsTable, { orderBy: ['library', 'frequency', 'name', 'date'] })],
};
