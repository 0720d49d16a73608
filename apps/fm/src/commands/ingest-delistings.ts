import { Command } from 'commander';
import { showCollected } from '../collected-view.ts';
import { formatOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { withWarehouse } from '../with-warehouse.ts';

const help = `
Examples:
  $ fm ingest delistings delisted.csv     symbol,date,return / WCOM,2002-07-30,-100 %
  $ fm ingest delistings delisted.csv     symbol,date,reason / WCOM,2002-07-30,bankruptcy

The return is that of the session after the last price on or before the day. A reason that is a failure (bankruptcy,
liquidation, dropped by the exchange, CRSP codes from 400 on) counts as -30 %, the mean that Shumway (1997) found; a merger or
an exchange of shares gives no return. A last price of zero in a price file is a delisting of -100 %.`;

/** `fm ingest delistings`: what happened to stocks after their last price. */
export function ingestDelistingsCommand(): Command {
  return new Command('delistings')
    .description('load the returns of stocks after their last price')
    .argument('<path...>', 'CSV files, also packed with gzip or zip, and folders')
    .addOption(formatOption())
    .addHelpText('after', help)
    .action(async (paths: string[], options: { format: OutputFormat }) => {
      const { ingestDelistings } = await import('@fm/market-data');
      await withWarehouse(async (warehouse) => {
        const loaded = await ingestDelistings({ warehouse, paths });
        const { read, unchanged, quarantined, problems } = loaded;
        const counts = { fetched: read, new: loaded.new, unchanged, quarantined, failed: [] };
        showCollected({ source: 'delistings', ...counts }, options.format);
        problems.slice(0, 25).forEach((problem) => note(problem));
        if (problems.length > 25) note(`and ${problems.length - 25} more; \`fm quarantine list\` has all`);
        if (problems.length > 0) process.exitCode = 1;
      });
    });
}
