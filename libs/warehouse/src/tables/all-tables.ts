import type { TableContract } from '../contract.ts';
import * as deliveries from './delivery-tables.ts';
import * as delistings from './delisting-tables.ts';
import * as discovery from './discovery-tables.ts';
import * as evidence from './evidence-tables.ts';
import * as groups from './group-tables.ts';
import * as holdouts from './holdout-tables.ts';
import * as ledger from './ledger-tables.ts';
import * as knownFactors from './known-factor-tables.ts';
import * as keptFactors from './kept-factor-tables.ts';
import * as reports from './report-tables.ts';
import * as filing from './filing-tables.ts';
import * as runLabels from './run-label-tables.ts';
import * as runs from './run-tables.ts';
import * as shortInterest from './short-interest-tables.ts';
import * as core from './tables.ts';
import * as values from './value-tables.ts';
import * as webSearch from './web-search-tables.ts';

/** Every table contract; a test holds each against what the database says after the migrations. */
export const allTables: readonly TableContract[] = [
  core,
  delistings,
  shortInterest,
  deliveries,
  knownFactors,
  runs,
  evidence,
  holdouts,
  ledger,
  runLabels,
  filing,
  webSearch,
  reports,
  groups,
  values,
  discovery,
  keptFactors,
].flatMap((tables) => Object.values(tables));
