import { Command } from 'commander';
import { showCollected } from '../collected-view.ts';
import { formatOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { withWarehouse } from '../with-warehouse.ts';

const help = `
Examples:
  $ fm ingest short-interest short.csv     symbol,settlementDate,publishedAt,sharesShort / AAPL,2024-03-15,2024-03-26,98000000
  $ fm mine --factors library:short-selling

A count is used from its publication on: a moment with a time zone, or a day, which counts from the start of the next
session. It is on the split basis of the settlement date. A count that is published again later is another row; the first one
stays what was known until then.`;

/** `fm ingest short-interest`: shares sold short. */
export function ingestShortInterestCommand(): Command {
  return new Command('short-interest')
    .description('load shares sold short, by settlement date')
    .argument('<path...>', 'CSV files, also packed with gzip or zip, and folders')
    .addOption(formatOption())
    .addHelpText('after', help)
    .action(async (paths: string[], options: { format: OutputFormat }) => {
      const { ingestShortInterest } = await import('@fm/market-data');
      await withWarehouse(async (warehouse) => {
        const loaded = await ingestShortInterest({ warehouse, paths });
        const { read, unchanged, quarantined, problems } = loaded;
        showCollected(
          { source: 'short-interest', fetched: read, new: loaded.new, unchanged, quarantined, failed: [] },
          options.format,
        );
        problems.slice(0, 25).forEach((problem) => note(problem));
        if (problems.length > 25) note(`and ${problems.length - 25} more; \`fm quarantine list\` has all`);
        if (problems.length > 0) process.exitCode = 1;
      });
    });
}
