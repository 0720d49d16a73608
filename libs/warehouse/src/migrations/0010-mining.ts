import {
  factorReturnsTable,
  factorSummariesTable,
  factorValuesTable,
  runSlicesTable,
  runsTable,
  stockResultsTable,
} from '../tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Runs, their slices and their results; every key starts with the run. */
export const mining: Migration = {
  version: 10,
  name: 'mining',
  steps: [
    table(runsTable, { orderBy: ['run_id'] }),
    table(runSlicesTable, { orderBy: ['run_id', 'slice_id'] }),
    table(factorValuesTable, {
      orderBy: ['run_id', 'factor', 'symbol', 'date'],
      shardBy: ['run_id', 'factor', 'symbol'],
    }),
    table(factorReturnsTable, { orderBy: ['run_id', 'factor', 'date'], shardBy: ['run_id', 'factor'] }),
    table(stockResultsTable, {
      orderBy: ['run_id', 'factor', 'start', 'end', 'symbol'],
      shardBy: ['run_id', 'factor'],
    }),
    table(factorSummariesTable, { orderBy: ['run_id', 'factor', 'start', 'end'], shardBy: ['run_id', 'factor'] }),
  ],
};
