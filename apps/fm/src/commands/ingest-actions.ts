import { Command } from 'commander';
import { showCollected } from '../collected-view.ts';
import { formatOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { withWarehouse } from '../with-warehouse.ts';

const help = `
Examples:
  $ fm ingest corporate-actions splits/            AAPL.csv: Date,Stock Splits / 2020-08-31,4:1
  $ fm ingest corporate-actions all-splits.csv     Symbol,Date,Kind,Value / AAPL,2020-08-31,split,4:1

Price CSV files hold closes on today's basis and do not report splits; a market capitalisation needs the close as it was
quoted. Without the splits it is right only for stocks that have had none since. Chart JSON and \`fm collect market-data\`
include their splits. A split of 1:1 undoes one that was loaded by mistake.`;

/** `fm ingest corporate-actions`: splits and dividends from files. */
export function ingestActionsCommand(): Command {
  return new Command('corporate-actions')
    .description('load splits and dividends, which price CSV files do not report')
    .argument('<path...>', 'CSV files, also packed with gzip or zip, and folders')
    .addOption(formatOption())
    .addHelpText('after', help)
    .action(async (paths: string[], options: { format: OutputFormat }) => {
      const { ingestActions } = await import('@fm/market-data');
      await withWarehouse(async (warehouse) => {
        const loaded = await ingestActions({ warehouse, paths });
        const { read, unchanged, quarantined, problems, unapplied } = loaded;
        const counts = { fetched: read, new: loaded.new, unchanged, quarantined, failed: [] };
        showCollected({ source: 'corporate-actions', ...counts }, options.format);
        problems.slice(0, 25).forEach((problem) => note(problem));
        unapplied.slice(0, 25).forEach((word) => note(`warning ${word}`));
        if (unapplied.length > 25) note(`warning: ${unapplied.length - 25} more stocks have such splits`);
        if (problems.length > 25) note(`and ${problems.length - 25} more; \`fm quarantine list\` has all`);
        if (problems.length > 0) process.exitCode = 1;
      });
    });
}
