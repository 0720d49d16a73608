import { core } from './0001-core.ts';
import { riskFree } from './0002-risk-free.ts';
import { delistings } from './0003-delistings.ts';
import { knownFactors } from './0004-known-factors.ts';
import { shortInterest } from './0005-short-interest.ts';
import { deliveredRows } from './0006-delivered-rows.ts';
import { mining } from './0010-mining.ts';
import { runRecords } from './0011-run-records.ts';
import { evidence } from './0012-evidence.ts';
import { judgedRanges } from './0013-judged-ranges.ts';
import { holdouts } from './0014-holdouts.ts';
import { ledger } from './0015-ledger.ts';
import { runLabels } from './0016-run-labels.ts';
import { secFiling } from './0020-sec-filing.ts';
import { filerSymbols } from './0021-filer-symbols.ts';
import { webSearch } from './0030-web-search.ts';
import { orderedSentiment } from './0031-daily-sentiment.ts';
import { oneStory } from './0032-one-story.ts';
import { financialReports } from './0040-financial-reports.ts';
import { stockGroups } from './0050-stock-groups.ts';
import { userValues } from './0051-user-values.ts';
import { discovery } from './0060-discovery.ts';
import { keptFactors } from './0061-kept-factors.ts';
import { placebos } from './0062-placebos.ts';
import type { Migration } from './migration.ts';

/**
 * Every migration, in order. Numbers: 1-9 core, 10-19 mining, 20-29 SEC filings, 30-39 web search, 40-49 financial
 * reports, 50-59 groups of stocks and values of users,
 * 60-69 discovery and kept factors. An applied migration is never edited; when a table contract changes, the change is a new migration and the
 * old one keeps the old columns.
 */
export const migrations: readonly Migration[] = [
  core,
  riskFree,
  delistings,
  knownFactors,
  shortInterest,
  deliveredRows,
  mining,
  runRecords,
  evidence,
  judgedRanges,
  holdouts,
  ledger,
  runLabels,
  secFiling,
  filerSymbols,
  webSearch,
  orderedSentiment,
  oneStory,
  financialReports,
  stockGroups,
  userValues,
  discovery,
  keptFactors,
  placebos,
];
