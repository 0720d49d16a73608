import { Command } from 'commander';
import { ingestPricesCommand } from './ingest-prices.ts';

/** `fm ingest`: brings files that are already there into the warehouse. */
export function ingestCommand(): Command {
  return new Command('ingest')
    .description('bring files into the warehouse')
    .addHelpText('after', '\nExamples:\n  $ fm ingest prices ~/prices\n  $ fm ingest prices AAPL.csv MSFT.csv')
    .addCommand(ingestPricesCommand());
}
