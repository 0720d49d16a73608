import { keptFactorsTable } from '../tables/kept-factor-tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Formulas that were kept as factors. */
export const keptFactors: Migration = {
  version: 61,
  name: 'kept-factors',
  steps: [table(keptFactorsTable, { orderBy: ['name'] })],
};
