import { Command } from 'commander';
import { showCollected } from '../collected-view.ts';
import { openRawStore } from '../object-store.ts';
import { formatOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { withWarehouse } from '../with-warehouse.ts';

const help = `
Examples:
  $ fm ingest groups industries.csv     ticker,group,since / AAPL,Technology,1980-12-12
  $ fm mine --factors PB --neutralise group

A list of constituents with a column such as \`GICS Sector\` is read too. A line for each group that a stock was ever in: it
counts from the session of the day \`since\` on, until the next one. A line without that day counts from the moment it is
ingested, since nothing shows that it applied before. An empty group says that the stock has no group from then on. A line
with the stock and day of an earlier file replaces it.

Stocks in no file have the industry (SIC major group) that submissions of the SEC name, from the moment those were
collected; once a file names a stock, only files count for it.`;

/** `fm ingest groups`: groups (industries) of stocks from files. */
export function ingestGroupsCommand(): Command {
  return new Command('groups')
    .description('load the groups (industries) that values can be made neutral to')
    .argument('<path...>', 'CSV files, also packed with gzip or zip, and folders')
    .addOption(formatOption())
    .addHelpText('after', help)
    .action(async (paths: string[], options: { format: OutputFormat }) => {
      const { ingestGroups } = await import('@fm/market-data');
      await withWarehouse(async (warehouse) => {
        const loaded = await ingestGroups({ warehouse, objectStore: await openRawStore(), paths });
        const { read, unchanged, quarantined, problems } = loaded;
        const counts = { fetched: read, new: loaded.new, unchanged, quarantined, failed: [] };
        showCollected({ source: 'groups', ...counts }, options.format);
        problems.slice(0, 25).forEach((problem) => note(problem));
        if (problems.length > 25) note(`and ${problems.length - 25} more; \`fm quarantine list\` has all`);
        if (problems.length > 0) process.exitCode = 1;
      });
    });
}
