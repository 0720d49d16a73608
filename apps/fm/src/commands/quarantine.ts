import { replayQuarantined } from '@fm/market-data';
import { FmError } from '@fm/platform';
import { replayFiling } from '@fm/sec-filing';
import { Quarantine, type QuarantineFilter, type QuarantineRow, type Warehouse } from '@fm/warehouse';
import { Command } from 'commander';
import { openRawStore } from '../object-store.ts';
import { formatOption } from '../options.ts';
import { csvOf, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { withWarehouse } from '../with-warehouse.ts';

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
  readonly format: OutputFormat;
}

/** `fm quarantine`: what was put aside, and why. */
export function quarantineCommand(): Command {
  return new Command('quarantine')
    .description('list, show and replay what could not be used')
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm quarantine list --source prices\n  $ fm quarantine show 3f2a\n  $ fm quarantine replay 3f2a --accept',
    )
    .addCommand(
      new Command('list')
        .description('list entries')
        .option('--source <source>', 'only of a source')
        .option('--symbol <symbol>', 'only of a symbol')
        .option('--code <code>', 'only with a reason')
        .option('--state <state>', 'open, replayed or dismissed')
        .addOption(formatOption())
        .addHelpText('after', '\nExamples:\n  $ fm quarantine list --state open --format csv')
        .action(({ format, ...filter }: ListOptions) =>
          withWarehouse(async (warehouse) => {
            const rows = await new Quarantine(warehouse).list(filter);
            if (format === 'json') print(JSON.stringify(rows));
            else print(format === 'csv' ? csvOf(rows, columns) : tableOf(rows, columns));
          }),
        ),
    )
    .addCommand(
      new Command('show')
        .description('show an entry with its payload')
        .argument('<id>', 'its id, or the beginning of it')
        .addHelpText('after', '\nExamples:\n  $ fm quarantine show 3f2a')
        .action((id: string) =>
          withWarehouse(async (warehouse) =>
            print(JSON.stringify(await entryOf(new Quarantine(warehouse), id), null, 2)),
          ),
        ),
    )
    .addCommand(
      new Command('replay')
        .description('read an entry again under the rules of today')
        .argument('<id>', 'its id, or the beginning of it')
        .option('--accept', 'take a row that is kept aside only for what is around it', false)
        .addHelpText('after', '\nExamples:\n  $ fm quarantine replay 3f2a --accept')
        .action((id: string, { accept }: { accept: boolean }) =>
          withWarehouse(async (warehouse) => {
            const entry = await entryOf(new Quarantine(warehouse), id);
            const { state, reason } = await replay(warehouse, entry, accept);
            print(reason === '' ? state : `${state}: ${reason}`);
            if (state === 'open') process.exitCode = 1;
          }),
        ),
    );
}

async function replay(
  warehouse: Warehouse,
  entry: QuarantineRow,
  accept: boolean,
): Promise<{ readonly state: string; readonly reason: string }> {
  const id = entry.quarantine_id;
  if (entry.source === 'prices') return replayQuarantined({ warehouse, id, accept });
  if (entry.source === 'sec-filing') return replayFiling({ warehouse, objectStore: await openRawStore(), id });
  throw notReplayable(entry);
}

async function entryOf(quarantine: Quarantine, id: string): Promise<QuarantineRow> {
  const rows = (await quarantine.list({ limit: 1_000_000 })).filter((row) => row.quarantine_id.startsWith(id));
  if (rows.length === 1) return rows[0] as QuarantineRow;
  throw new FmError('QUARANTINE_NO_ENTRY', {
    what: rows.length === 0 ? `no entry has the id "${id}"` : `${rows.length} entries begin with "${id}"`,
    remedy: 'Take an id from `fm quarantine list`.',
    kind: 'usage',
  });
}

function notReplayable(entry: QuarantineRow): FmError {
  return new FmError('QUARANTINE_NOT_REPLAYABLE', {
    what: `an entry of ${entry.source} is read again with the document it came in`,
    where: entry.uri,
    remedy: `Mend the document, then run \`fm ingest ${entry.source} ${entry.uri}\`.`,
    kind: 'usage',
  });
}
