import { FmError } from '@fm/platform';
import { Argument, Command } from 'commander';
import { printJson } from '../json-outputs.ts';
import { openParts, type OpenPart, printStateCsv, showState } from '../open/show-state.ts';
import { readWarehouseState } from '../open/warehouse-state.ts';
import { formatOption, wholeNumber } from '../options.ts';
import type { OutputFormat } from '../output.ts';
import { readingWarehouse } from '../with-warehouse.ts';

const help = `
Examples:
  $ fm open
  $ fm open files --limit 1000
  $ fm open symbols --format csv
  $ fm open --format json

It only reads, even while a server runs on the folder. What it lists can be removed with \`fm forget\`.`;

/** Lines of each table without `--limit`. */
const fewLines = 10;

/** `fm open`: what the warehouse holds. */
export function openCommand(): Command {
  return new Command('open')
    .addArgument(new Argument('[part]', 'only a part').choices(openParts))
    .option('--limit <number>', 'largest number of lines in each table', wholeNumber, fewLines)
    .addOption(formatOption())
    .addHelpText('after', help)
    .action((part: OpenPart | undefined, { limit, format }: { limit: number; format: OutputFormat }) => {
      if (format === 'csv' && part === undefined) throw severalTables();
      return readingWarehouse(async (warehouse) => {
        const state = await readWarehouseState(warehouse);
        if (format === 'json') printJson<'open'>(state);
        else if (format === 'csv') printStateCsv(state, part as OpenPart);
        else showState(state, part === undefined ? openParts : [part], limit);
      });
    });
}

function severalTables(): FmError {
  return new FmError('OPEN_SEVERAL_TABLES', {
    what: 'CSV can hold one table, and the warehouse is shown as several',
    remedy: `Name one: ${openParts.join(', ')}.`,
    kind: 'usage',
  });
}
