import type { ValuesRead, ValuesSummary } from '@fm/market-data';
import { dayOfIso } from '@fm/platform/time';
import { Command } from 'commander';
import { showCollected } from '../collected-view.ts';
import { formatOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { withWarehouse } from '../with-warehouse.ts';

const rules = `
Long files have the columns date,symbol,value, or a column for each kind of value, and known_at as needed; wide files a date
and a column for each symbol. Both are what pandas writes with to_csv and to_parquet; from an alphalens table the column factor
is read.

A value is known at the close of its date, or at the moment in known_at: a day, or a time with a time zone. It counts in the
session in which it becomes known and in no other: ts_backfill(values:NAME, 21) carries it forward for 21 sessions. A value that
differs from what is stored is a correction: it is known from the moment it is loaded, and changes nothing before. What was
known when cannot be verified beyond what the file says.`;

const valuesHelp = `
Examples:
  $ fm ingest factor-values quality.csv       date,symbol,value / 2024-05-02,AAPL,0.7
  $ fm mine --factors values:quality
  $ fm mine --formula 'held = ts_backfill(values:quality, 21)'
${rules}`;

const panelHelp = `
Examples:
  $ fm ingest panel consensus estimates.csv
  $ fm mine --formula 'surprise = ttm(eps_diluted) / values:consensus - 1'
${rules}`;

/** `fm ingest factor-values`: values of factors that were computed elsewhere. */
export function ingestFactorValuesCommand(): Command {
  return new Command('factor-values')
    .description('load values of factors computed elsewhere, mined as values:NAME')
    .argument('<path...>', 'CSV, Parquet and Arrow files, also packed with gzip or zip, and folders')
    .option('--name <name>', 'name of the values (default: that of their column, or of the file)')
    .addOption(formatOption())
    .addHelpText('after', valuesHelp)
    .action((paths: string[], { name, format }: { name?: string; format: OutputFormat }) =>
      ingest(paths, name, format),
    );
}

/** `fm ingest panel`: values that formulas read by name. */
export function ingestPanelCommand(): Command {
  return new Command('panel')
    .description('load values that formulas read as values:NAME')
    .argument('<name>', 'name of the values')
    .argument('<path...>', 'CSV, Parquet and Arrow files, also packed with gzip or zip, and folders')
    .addOption(formatOption())
    .addHelpText('after', panelHelp)
    .action((name: string, paths: string[], { format }: { format: OutputFormat }) => ingest(paths, name, format));
}

async function ingest(paths: readonly string[], name: string | undefined, format: OutputFormat): Promise<void> {
  const { ingestValues } = await import('@fm/market-data');
  await withWarehouse(async (warehouse) => {
    const loaded = await ingestValues({ warehouse, paths, ...(name !== undefined && { name }) });
    const { read, unchanged, quarantined, problems } = loaded;
    const counts = { fetched: read, new: loaded.new, unchanged, quarantined, failed: [] };
    showCollected({ source: 'values', ...counts }, format);
    notesOf(loaded).forEach((text) => note(text));
    problems.slice(0, 25).forEach((problem) => note(problem));
    if (problems.length > 25) note(`and ${problems.length - 25} more; \`fm quarantine list\` has all`);
    if (problems.length > 0) process.exitCode = 1;
  });
}

/** Symbols that are named one by one. */
const namedAtMost = 5;

function notesOf({ names, withoutPrices }: ValuesSummary): string[] {
  const more = withoutPrices.length - namedAtMost;
  return [
    ...names.map(({ name, symbols, days, first, last }) => {
      return `values:${name}: ${symbols} symbols on ${days} days from ${first} to ${last}`;
    }),
    ...names.flatMap(sparseNote),
    ...(withoutPrices.length === 0
      ? []
      : [
          `there are no prices for ${withoutPrices.slice(0, namedAtMost).join(', ')}${more > 0 ? ` and ${more} more` : ''}: their values are not used`,
        ]),
  ];
}

/** Days between values from which on most sessions have none. */
const sparseDays = 4;

function sparseNote({ name, days, first, last }: ValuesRead): string[] {
  const apart = days < 2 ? 0 : (dayOfIso(last) - dayOfIso(first)) / (days - 1);
  if (apart < sparseDays) return [];
  const sessions = Math.max(2, Math.ceil((apart * 5) / 7) + 1);
  return [
    `values:${name} come about every ${Math.round(apart)} days, and each counts in one session: mine 'NAME = ts_backfill(values:${name}, ${sessions})' where they should carry forward until the next`,
  ];
}
