import { normalize } from 'node:path';
import { FmError } from '@fm/platform';
import { Quarantine, type QuarantineFilter, type QuarantineRow } from '@fm/warehouse';
import { Command, Option } from 'commander';
import { formatOption, wholeNumber } from '../options.ts';
import { csvOf, note, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { readingWarehouse, withExistingWarehouse } from '../with-warehouse.ts';
import { printJson } from '../json-outputs.ts';

const columns: readonly Column<QuarantineRow>[] = [
  { heading: 'id', cell: (row) => row.quarantine_id, text: (row) => row.quarantine_id.slice(0, 12) },
  { heading: 'state', cell: (row) => row.state },
  { heading: 'source', cell: (row) => row.source },
  { heading: 'symbol', cell: (row) => row.symbol },
  { heading: 'code', cell: (row) => row.code },
  { heading: 'where', cell: (row) => `${row.uri} ${row.location}`.trim() },
  { heading: 'message', cell: (row) => row.message },
];

interface ListOptions extends QuarantineFilter {
  readonly limit: number;
  readonly format: OutputFormat;
}

const examples = `
Examples:
  $ fm quarantine list --source prices
  $ fm quarantine show 3f2a
  $ fm quarantine replay 3f2a --accept
  $ fm quarantine dismiss 3f2a
  $ fm quarantine dismiss --file prices/KO.csv

Sources are prices, corporate-actions, risk-free, factor-returns, sec-filing, web-search and financial-report.`;

/** `fm quarantine`: what could not be used, and why. */
export function quarantineCommand(): Command {
  return new Command('quarantine')
    .addHelpText('after', examples)
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(replayCommand())
    .addCommand(dismissCommand());
}

function listCommand(): Command {
  return new Command('list')
    .description('list entries')
    .option('--source <source>', 'only of a source')
    .option('--symbol <symbol>', 'only of a symbol')
    .option('--code <code>', 'only with a reason')
    .addOption(new Option('--state <state>', 'only in a state').choices(['open', 'replayed', 'dismissed']))
    .option('--limit <number>', 'largest number of entries', wholeNumber, 1000)
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ fm quarantine list --state open --format csv')
    .action(({ format, limit, ...filter }: ListOptions) =>
      readingWarehouse(async (warehouse) => {
        const found = await new Quarantine(warehouse).list({ ...filter, limit: limit + 1 });
        const rows = found.slice(0, limit);
        if (format === 'json') printJson<'quarantine-list'>(rows);
        else print(format === 'csv' ? csvOf(rows, columns) : tableOf(rows, columns));
        if (found.length > limit)
          note(`there are more than ${limit}: narrow it by --source, --symbol or --code, or raise --limit`);
      }),
    );
}

function showCommand(): Command {
  return new Command('show')
    .description('show an entry with its payload')
    .argument('<id>', 'its id, or the start of it')
    .addHelpText('after', '\nExamples:\n  $ fm quarantine show 3f2a')
    .action((id: string) =>
      readingWarehouse(async (warehouse) =>
        print(JSON.stringify(await entryOf(new Quarantine(warehouse), id), null, 2)),
      ),
    );
}

function replayCommand(): Command {
  return new Command('replay')
    .description('read an entry again under the current rules')
    .argument('<id>', 'its id, or the start of it')
    .option(
      '--accept',
      "accept a price row that is quarantined only because of the rows around it, or a file's split over a provider's",
      false,
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm quarantine replay 3f2a --accept\n\nExit status 1 when it stays open, with the reason.',
    )
    .action((id: string, { accept }: { accept: boolean }) =>
      withExistingWarehouse(async (warehouse) => {
        const entry = await entryOf(new Quarantine(warehouse), id);
        const { replayEntry } = await import('../replay-entry.ts');
        const { state, reason } = await replayEntry(warehouse, entry, accept);
        print(reason === '' ? state : `${state}: ${reason}`);
        if (state === 'open') process.exitCode = 1;
      }),
    );
}

interface DismissOptions {
  readonly file?: string;
  readonly source?: string;
  readonly symbol?: string;
  readonly code?: string;
  readonly all: boolean;
}

function dismissCommand(): Command {
  return new Command('dismiss')
    .description('mark entries as never to be used; they are kept')
    .argument('[id]', 'id of one entry, or the start of it')
    .option('--file <path>', 'every open entry of a file: its path, or the end of it')
    .option('--source <source>', 'every open entry of a source')
    .option('--symbol <symbol>', 'every open entry of a symbol')
    .option('--code <code>', 'every open entry with a reason')
    .option('--all', 'every open entry', false)
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm quarantine dismiss 3f2a\n  $ fm quarantine dismiss --file prices/KO.csv\n  $ fm quarantine dismiss --source prices --code RETURN_BEYOND_LIMIT\n\nSeveral options narrow each other.',
    )
    .action((id: string | undefined, { all, file, ...by }: DismissOptions) => {
      const filter = { ...by, ...(file !== undefined && { file: normalize(file) }) };
      const ways = [id !== undefined, Object.keys(filter).length > 0, all].filter(Boolean).length;
      if (ways !== 1) throw unclearDismissal(ways === 0);
      return withExistingWarehouse(async (warehouse) => {
        const quarantine = new Quarantine(warehouse);
        if (id === undefined) return print(`dismissed ${await quarantine.dismissAll(filter)}`);
        await quarantine.setState((await entryOf(quarantine, id)).quarantine_id, 'dismissed');
        print('dismissed');
      });
    });
}

function unclearDismissal(isNothing: boolean): FmError {
  return new FmError('QUARANTINE_DISMISS_WHAT', {
    what: isNothing ? 'no option says which entries to dismiss' : 'an id, a filter and --all are mutually exclusive',
    remedy: 'Give the id of one entry, or --file, --source, --symbol or --code, or --all.',
    kind: 'usage',
  });
}

async function entryOf(quarantine: Quarantine, id: string): Promise<QuarantineRow> {
  const rows = (await quarantine.list({ limit: 1_000_000 })).filter((row) => row.quarantine_id.startsWith(id));
  if (rows.length === 1) return rows[0] as QuarantineRow;
  throw new FmError('QUARANTINE_NO_ENTRY', {
    what: rows.length === 0 ? `no entry has the id "${id}"` : `${rows.length} entry ids begin with "${id}"`,
    remedy: 'Take an id from `fm quarantine list`.',
    kind: 'usage',
  });
}
