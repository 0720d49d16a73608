import { availableParallelism, userInfo } from 'node:os';
import {
  findSearch,
  listOpenings,
  listSearches,
  openingOf,
  runDiscovery,
  type Opening,
  type SearchRecord,
} from '@fm/discovery/store';
import { systemClock } from '@fm/platform';
import { Command } from 'commander';
import { atLeastOne, formatOption } from '../options.ts';
import { csvOf, note, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { readingWarehouse, withExistingWarehouse } from '../with-warehouse.ts';
import { marketOf } from './market-of.ts';
import { openAndShow } from './open-and-show.ts';
import { performing, type PerformOptions } from './perform.ts';
import { performPlacebos } from './placebos.ts';
import { survivorsOf } from './kept-survivors.ts';
import { showSearch } from './show-search.ts';
import { printJson } from '../json-outputs.ts';

interface ListRow extends SearchRecord {
  readonly opening: Opening | undefined;
}

const columns: readonly Column<ListRow>[] = [
  { heading: 'search', cell: ({ id }) => id, text: ({ id }) => id.slice(0, 12) },
  { heading: 'status', cell: ({ status }) => status },
  { heading: 'began', cell: ({ startedAt }) => startedAt },
  { heading: 'universe', cell: ({ request }) => request.universe },
  { heading: 'horizon', cell: ({ request }) => request.horizon },
  { heading: 'tried', cell: ({ trials }) => trials },
  { heading: 'survive', cell: ({ report }) => report?.finalists.filter(({ survives }) => survives).length ?? null },
  { heading: 'lock-box', cell: ({ request }) => `${request.periods.lockbox.start}..${request.periods.lockbox.end}` },
  { heading: 'opened', cell: ({ opening }) => opening?.openedAt ?? null },
  { heading: 'opening', cell: ({ opening }) => opening?.number ?? null },
  {
    heading: 'level',
    cell: ({ opening }) => opening?.level ?? null,
    text: ({ opening }) => opening?.level.toFixed(4) ?? '',
  },
];

interface FormatOptions {
  readonly format: OutputFormat;
}

/** The format that was asked for; the search's command reads options that it shares, wherever they appear. */
function formatOf(command: Command): OutputFormat {
  return command.optsWithGlobals<FormatOptions>().format;
}

/** `fm discover resume|show|list|open|placebo|keep`. */
export function discoverCommands(): Command[] {
  return [resume(), show(), list(), open(), placebo(), keep()];
}

function resume(): Command {
  return new Command('resume')
    .description('finish a search that was stopped, and show it')
    .argument('[search]', 'its id, or the start of it (default: the latest)')
    .option('--jobs <number>', 'threads', atLeastOne)
    .option('--memory <mebibytes>', 'memory that the search may use', atLeastOne, 2048)
    .addOption(formatOption())
    .action((id: string | undefined, _: object, command: Command) =>
      withExistingWarehouse(async (warehouse) => {
        const options = command.optsWithGlobals<PerformOptions & FormatOptions>();
        const { request } = await findSearch(warehouse, id);
        const market = await marketOf(warehouse, request);
        const jobs = options.jobs ?? Math.min(2, availableParallelism());
        const record = await performing(request, market, { ...options, jobs }, (how) =>
          runDiscovery(request, market, { ...how, warehouse, clock: systemClock }),
        );
        if (id !== undefined && !record.id.startsWith(id))
          note(`the data have changed since: this is the search ${record.id.slice(0, 12)}, not ${id}`);
        await showSearch(warehouse, record, options.format);
      }),
    );
}

function show(): Command {
  return new Command('show')
    .description('show a search: all finalists in the three periods')
    .argument('[search]', 'its id, or the start of it (default: the latest)')
    .addOption(formatOption())
    .action((id: string | undefined, _: object, command: Command) =>
      readingWarehouse(async (warehouse) => showSearch(warehouse, await findSearch(warehouse, id), formatOf(command))),
    );
}

function list(): Command {
  return new Command('list')
    .description('list searches, and which lock-boxes they opened')
    .addOption(formatOption())
    .action((_: object, command: Command) =>
      readingWarehouse(async (warehouse) => {
        const format = formatOf(command);
        const openings = new Map((await listOpenings(warehouse)).map((opening) => [opening.searchId, opening]));
        const rows = (await listSearches(warehouse)).map((search) => ({ ...search, opening: openings.get(search.id) }));
        if (format === 'json') printJson<'discover-list'>(rows);
        else print(format === 'csv' ? csvOf(rows, columns) : tableOf(rows, columns));
      }),
    );
}

function open(): Command {
  return new Command('open')
    .description('open the lock-box of a search: the moment is recorded for good')
    .argument('[search]', 'its id, or the start of it (default: the latest)')
    .addOption(formatOption())
    .action((id: string | undefined, _: object, command: Command) =>
      withExistingWarehouse(async (warehouse) => {
        const record = await findSearch(warehouse, id);
        await openAndShow(warehouse, record, await marketOf(warehouse, record.request), formatOf(command));
      }),
    );
}

function placebo(): Command {
  return new Command('placebo')
    .description('repeat a search over returns of other sessions: the p-value of the whole procedure')
    .argument('[search]', 'its id, or the start of it (default: the latest)')
    .option('--reruns <number>', 'placebo searches that it is to have; those that are kept count', atLeastOne, 19)
    .option('--jobs <number>', 'threads', atLeastOne)
    .option('--memory <mebibytes>', 'memory that a search may use', atLeastOne, 2048)
    .addOption(formatOption())
    .action((id: string | undefined, { reruns }: { reruns: number }, command: Command) =>
      withExistingWarehouse(async (warehouse) => {
        const options = command.optsWithGlobals<PerformOptions & FormatOptions>();
        const record = await findSearch(warehouse, id);
        const market = await marketOf(warehouse, record.request);
        const jobs = options.jobs ?? Math.min(2, availableParallelism());
        await performPlacebos(warehouse, record, market, reruns, { ...options, jobs });
        await showSearch(warehouse, record, options.format);
      }),
    );
}

const keepHelp = `
Examples:
  $ fm discover keep
  $ fm discover keep 0123abcd --prefix quiet
  $ fm mine --factors quiet_1

Keeps the finalists that survive the validation as factors; once the lock-box is open, those that it confirms. Each carries
its search and what it showed in each period: \`fm factors list\` and \`fm factors export\` show it.`;

function keep(): Command {
  return new Command('keep')
    .description('keep what survived a search as factors')
    .argument('[search]', 'its id, or the start of it (default: the latest)')
    .option('--prefix <name>', 'their names are PREFIX_1, PREFIX_2 and so on (default: find_ and the id)')
    .option('--author <name>', 'who keeps them (default: the user of the machine)')
    .addHelpText('after', keepHelp)
    .action(
      async (
        id: string | undefined,
        { prefix, author = userInfo().username }: { prefix?: string; author?: string },
      ) => {
        const { keepFactor } = await import('@fm/results/kept');
        const { readRequest } = await import('@fm/mining');
        await withExistingWarehouse(async (warehouse) => {
          const record = await findSearch(warehouse, id);
          const opening = record.lockbox === undefined ? undefined : await openingOf(warehouse, record.id);
          const formulas = survivorsOf(record, opening, prefix ?? `find_${record.id.slice(0, 6)}`);
          // Every fault of all formulas at once, before one of them is kept.
          readRequest({ formulas });
          for (const formula of formulas) {
            const { kept, sameAs } = await keepFactor(warehouse, formula, author, systemClock);
            print(`${kept.definition.name}  ${kept.definition.formula}`);
            if (sameAs.length > 0) note(`${kept.definition.name} is the same formula as ${sameAs.join(', ')}`);
          }
          note(`mine them with \`fm mine --factors ${formulas.map(({ name }) => name).join(',')}\``);
        });
      },
    );
}
