import { riskFreeTable } from '../tables/tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Risk-free rates. */
export const riskFree: Migration = {
  version: 2,
  name: 'risk-free',
  steps: [table(riskFreeTable, { orderBy: ['series', 'date'] })],
};
