import { shortInterestTable } from '../tables/short-interest-tables.ts';
import { table } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Shares sold short, by settlement date and moment of publication. */
export const shortInterest: Migration = {
  version: 5,
  name: 'short-interest',
  steps: [table(shortInterestTable, { orderBy: ['symbol', 'settlement_date', 'known_at'], shardBy: ['symbol'] })],
};
