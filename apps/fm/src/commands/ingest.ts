import { Command } from 'commander';
import { ingestActionsCommand } from './ingest-actions.ts';
import { ingestArticlesCommand } from './ingest-articles.ts';
import { ingestDelistingsCommand } from './ingest-delistings.ts';
import { ingestFactorReturnsCommand } from './ingest-factor-returns.ts';
import { ingestFilingsCommand } from './ingest-filings.ts';
import { ingestGroupsCommand } from './ingest-groups.ts';
import { ingestPricesCommand } from './ingest-prices.ts';
import { ingestReportsCommand } from './ingest-reports.ts';
import { ingestRiskFreeCommand } from './ingest-risk-free.ts';
import { ingestFactorValuesCommand, ingestPanelCommand } from './ingest-values.ts';
import { ingestShortInterestCommand } from './ingest-short-interest.ts';

/** `fm ingest`: brings files that are already there into the warehouse. */
export function ingestCommand(): Command {
  return new Command('ingest')
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm ingest prices ~/prices\n  $ fm ingest sec-filing companyfacts/ submissions/',
    )
    .addCommand(ingestPricesCommand())
    .addCommand(ingestActionsCommand())
    .addCommand(ingestDelistingsCommand())
    .addCommand(ingestFilingsCommand())
    .addCommand(ingestArticlesCommand())
    .addCommand(ingestReportsCommand())
    .addCommand(ingestRiskFreeCommand())
    .addCommand(ingestFactorReturnsCommand())
    .addCommand(ingestShortInterestCommand())
    .addCommand(ingestGroupsCommand())
    .addCommand(ingestFactorValuesCommand())
    .addCommand(ingestPanelCommand());
}
