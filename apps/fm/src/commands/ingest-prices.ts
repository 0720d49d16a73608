import type { CloseKind, IngestSummary, Problem } from '@fm/market-data';
import { Command, Option } from 'commander';
import { formatOption } from '../options.ts';
import { csvOf, note, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { progressBar } from '../progress.ts';
import { withWarehouse } from '../with-warehouse.ts';
import { printJson } from '../json-outputs.ts';

const examples = `
Examples:
  $ fm ingest prices ~/prices
  $ fm ingest prices AAPL.csv MSFT.csv --format json

Reads CSV with one stock a file, with a column that names the stock (Symbol, Ticker, Name), with the closes of many stocks
side by side, or as yfinance writes it; Parquet and Arrow with the same tables; and Yahoo chart JSON. Files may be packed with gzip or
zip. The symbol comes from the content, else from the file's name.
What the closes are is found in the file and said; \`--close\` says it where it is not: raw (as traded), split (adjusted for
splits), total (for dividends too). Loading a file again
changes nothing. What cannot be used is quarantined and reported, and the exit status is 1. CSV files do not include splits:
see \`fm ingest corporate-actions --help\`. Yahoo's data are for personal use.`;

/** `fm ingest prices`: daily prices from files. */
export function ingestPricesCommand(): Command {
  return new Command('prices')
    .alias('market-data')
    .description('load daily price files')
    .argument('<path...>', 'files, also packed with gzip or zip, and folders')
    .addOption(
      new Option('--close <kind>', 'what the closes of CSV files are (default: found in each file)').choices([
        ...['raw', 'split', 'total'],
      ]),
    )
    .addOption(formatOption())
    .addHelpText('after', examples)
    .action(async (paths: string[], options: { format: OutputFormat; close?: CloseKind }) => {
      const { ingestPrices } = await import('@fm/market-data/prices');
      await withWarehouse(async (warehouse) => {
        const bar = progressBar('files');
        const summary = await ingestPrices({
          warehouse,
          paths,
          closes: options.close,
          onProgress: ({ filesDone, filesTotal, file }) => bar.update(filesDone, filesTotal, file),
        }).finally(() => bar.stop());
        showIngest(summary, options.format);
        if (summary.problems.some((problem) => problem.severity === 'error')) process.exitCode = 1;
      });
    });
}

/** Writes what became of the files: the counts on standard output, the problems on standard error. */
export function showIngest(summary: IngestSummary, format: OutputFormat): void {
  if (format === 'json') printJson<'ingest-prices'>(summary);
  else {
    const rows = totals(summary);
    print(format === 'csv' ? csvOf(rows, totalColumns) : tableOf(rows, totalColumns));
  }
  for (const problem of shown(summary.problems)) note(textOf(problem));
  const hidden = summary.problems.length - problemsShown;
  if (hidden > 0) note(`and ${hidden} more problems; --format json lists all`);
}

const problemsShown = 25;

function shown(problems: readonly Problem[]): readonly Problem[] {
  const byWeight = [...problems].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  return byWeight.slice(0, problemsShown);
}

function textOf(problem: Problem): string {
  const place = problem.line === undefined ? problem.file : `${problem.file} line ${problem.line}`;
  return `${problem.severity} ${problem.code}: ${place}: ${problem.what}. ${problem.remedy}`;
}

interface Total {
  readonly what: string;
  readonly count: number;
}

/** What the closes of the files are. */
const closesTexts = {
  raw: 'closes: as traded, converted to one basis',
  split: 'closes: adjusted for splits',
  total: 'closes: adjusted for splits and dividends',
} as const;

function closesOf({ perFile }: IngestSummary): Total[] {
  const loaded = perFile.filter(({ symbols }) => symbols.length > 0);
  return (Object.keys(closesTexts) as (keyof typeof closesTexts)[])
    .map((kind) => ({ what: closesTexts[kind], count: loaded.filter(({ closes }) => closes === kind).length }))
    .filter(({ count }) => count > 0);
}

const totalColumns: readonly Column<Total>[] = [
  { heading: 'prices', cell: (row) => row.what },
  { heading: 'count', cell: (row) => row.count },
];

function totals(summary: IngestSummary): Total[] {
  const dropped = Object.entries(summary.rowsDropped).filter(([, count]) => count > 0);
  return [
    { what: 'files', count: summary.files },
    { what: 'symbols', count: summary.symbols.length },
    { what: 'rows read', count: summary.rowsRead },
    { what: 'new', count: summary.rowsNew },
    { what: 'restated', count: summary.rowsRestated },
    { what: 'unchanged', count: summary.rowsUnchanged },
    { what: 'quarantined', count: summary.rowsQuarantined },
    ...closesOf(summary),
    ...dropped.map(([reason, count]) => ({ what: `dropped: ${reason}`, count })),
  ];
}
