import { createInterface } from 'node:readline/promises';
import { FmError, loadConfig, symbolOf } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { Command } from 'commander';
import { forgettableRun } from '../forget/forgettable-run.ts';
import { dataForgettable, type Forgettable } from '../forget/forgettable.ts';
import { showForgetting } from '../forget/show-forgetting.ts';
import { printJson } from '../json-outputs.ts';
import { formatOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { withExistingWarehouse } from '../with-warehouse.ts';

const kinds = ['symbol', 'file', 'run', 'source'] as const;
type Kind = (typeof kinds)[number];

const help = `
Examples:
  $ fm forget symbol AAPL
  $ fm forget file prices/KO.csv --yes
  $ fm forget run 0123abcd --dry-run --format json
  $ fm forget source short-interest
  $ fm forget source values:quality

It first reports what would go and which runs used it. It asks on a terminal; elsewhere --yes is needed. A file takes with it what it
brought: its rows, its quarantine entries and its record of delivery. Ingesting it again restores all of it. Runs that
used it keep their results; the same request over what is left is another run. Trials stay in the ledger.
Interrupted? Give the same command again.`;

interface Options {
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly format: OutputFormat;
}

/** `fm forget`: removes ingested data, after naming the consequences. */
export function forgetCommand(): Command {
  const command = new Command('forget').addHelpText('after', help);
  for (const kind of kinds) command.addCommand(kindCommand(kind));
  return command;
}

const kindTexts: Readonly<Record<Kind, readonly [name: string, text: string, description: string]>> = {
  symbol: ['<symbol>', 'as the prices have it', 'forget everything ingested about a stock'],
  file: ['<path>', 'its path, or the end of it', 'forget what a file brought'],
  run: ['<id>', 'its id, or the start of it', 'forget a run with its results, as `fm runs delete`'],
  source: ['<name>', 'such as yahoo, short-interest, values:NAME', 'forget everything that came from a source'],
};

function kindCommand(kind: Kind): Command {
  const [argument, text, description] = kindTexts[kind];
  return new Command(kind)
    .description(description)
    .argument(argument, text)
    .option('--yes', 'do not ask', false)
    .option('--dry-run', 'only report what would be removed', false)
    .addOption(formatOption())
    .addHelpText('after', help)
    .action((name: string, options: Options, command: Command) =>
      withExistingWarehouse(async (warehouse) => {
        const forgettable = await found(warehouse, kind, name);
        const { preview } = forgettable;
        if (options.format !== 'json') showForgetting(preview, options.format);
        const goes = !options.dryRun && (options.yes || (await confirmed()));
        if (goes) await forgettable.forget(loadConfig().clickhouseCluster);
        if (options.format === 'json') printJson<'forget'>({ ...preview, forgotten: goes });
        if (goes) note(`forgot ${kind} ${preview.name}`);
        else if (!options.dryRun)
          command.error('Nothing was forgotten: give --yes to forget it.', { exitCode: 2, code: 'not-confirmed' });
      }),
    );
}

function found(warehouse: Warehouse, kind: Kind, name: string): Promise<Forgettable> {
  if (kind === 'run') return forgettableRun(warehouse, name);
  return dataForgettable(warehouse, kind, kind === 'symbol' ? spelled(name) : name);
}

function spelled(name: string): string {
  const symbol = symbolOf(name);
  if (symbol !== undefined) return symbol;
  throw new FmError('FORGET_NO_SYMBOL', {
    what: `"${name}" is not a symbol`,
    remedy: 'Write it as the prices have it, for example AAPL.',
    kind: 'usage',
  });
}

/** Asks on a terminal; without one there is no one to answer. */
async function confirmed(): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question('Forget it? [y/N] ')).trim());
  } finally {
    lines.close();
  }
}
