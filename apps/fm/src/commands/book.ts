import { readFile } from 'node:fs/promises';
import { bookWeightings, type BookWeighting, type Rebalance } from '@fm/factor-math';
import { FmError, messageOf, systemClock } from '@fm/platform';
import type { BookRequest, FactorBook, StockCost } from '@fm/portfolio/book';
import { findRun } from '@fm/results/read';
import type { Warehouse } from '@fm/warehouse';
import { Command, InvalidArgumentError, Option } from 'commander';
import {
  againstTable,
  attributionTable,
  bookCsv,
  drawdownTable,
  figureTable,
  knownTable,
  monthTable,
} from '../book/book-tables.ts';
import { attributionText, bookVerdict, countsText, estimators, termsText } from '../book/book-words.ts';
import { atLeastOne, calendarDay, formatOption, wholeNumber } from '../options.ts';
import { checkOutputFile, writeOutputFile } from '../output-file.ts';
import { note, print, type OutputFormat } from '../output.ts';
import { plainOf, printJson } from '../json-outputs.ts';
import { withExistingWarehouse } from '../with-warehouse.ts';

const help = `
Examples:
  $ fm book PB
  $ fm book PB --long-only --quantile 10% --leave 20% --weights value
  $ fm book ROC20 --rebalance monthly --holding 6 --skip 5
  $ fm book RSI14 --buy low --commission 2 --spread 8 --borrow 50
  $ fm book PB --long-only --weights min-variance --max-weight 10% --max-turnover 20%
  $ fm book PB --costs costs.csv --max-sector 25%      symbol,commission,spread,borrow / AAPL,1,2,30
  $ fm book PB --attribution
  $ fm book PB --long-only --benchmark ^DJI
  $ fm book PB --format csv > pb-book.csv
  $ fm book PB --html pb.html

What a portfolio of the factor would have earned over the sample of its run: what it holds and costs, the
verdict, then every figure before and after costs, traded at the close and at the open of the session after the signal, beside
the universe. --costs is a CSV file with the columns symbol and any of commission, spread and borrow, in basis points; a stock
that is not in it, or has an empty cell, costs what the options say. --benchmark compares with
the prices of an index or another symbol, or with published daily returns (\`fm ingest factor-returns\`) by their name or as
LIBRARY/NAME. min-variance and mean-variance weights take the covariance
of the year before the signal. Each book that is asked for counts as a trial in the ledger. CSV has a line for each session, JSON everything.`;

interface BookOptions {
  readonly run?: string;
  readonly rebalance?: Rebalance;
  readonly longOnly: boolean;
  readonly buy?: 'high' | 'low';
  readonly quantile?: number;
  readonly leave?: number;
  readonly weights?: BookWeighting;
  readonly riskAversion?: number;
  readonly maxWeight?: number;
  readonly maxSector?: number;
  readonly maxTurnover?: number;
  readonly holding?: number;
  readonly skip?: number;
  readonly commission?: number;
  readonly spread?: number;
  readonly borrow?: number;
  readonly costs?: string;
  readonly attribution: boolean;
  readonly benchmark?: string;
  readonly from?: string;
  readonly to?: string;
  readonly html?: string;
  readonly format: OutputFormat;
}

/** `fm book`: what a portfolio of a factor would have earned. */
export function bookCommand(): Command {
  return new Command('book')
    .argument('<factor>', 'the factor')
    .option('--run <id>', 'the run (default: the latest that succeeded)')
    .option(
      '--rebalance <when>',
      'daily, weekly, monthly, quarterly, or a number of sessions (default: monthly for filings, ratings and long signals of prices, else weekly)',
      rebalancing,
    )
    .option('--long-only', 'hold only what is bought', false)
    .addOption(
      new Option('--buy <end>', 'the end of the ranking that is bought (default: as the literature expects)').choices([
        'high',
        'low',
      ]),
    )
    .option(
      '--quantile <share>',
      'share of the stocks that enters a side, such as 10% (default: a group of the run)',
      share,
    )
    .option('--leave <share>', 'share within which a stock already held is kept (default: the same)', share)
    .addOption(
      new Option('--weights <weights>', 'weights within a side (default: as in the run)').choices(bookWeightings),
    )
    .option(
      '--risk-aversion <number>',
      'of mean-variance weights: half of it times the variance is taken off the expected return (default: 5)',
      positive,
    )
    .option('--max-weight <share>', 'largest share of a side in one stock, when it is traded', share)
    .option(
      '--max-sector <share>',
      'largest share of a side in one industry (`fm ingest groups`), when it is traded',
      share,
    )
    .option('--max-turnover <share>', 'largest share of the book that a rebalancing replaces, one-way', share)
    .option('--holding <rebalancings>', 'number of overlapping parts, each held equally long', atLeastOne)
    .option('--skip <sessions>', 'sessions skipped between the signal and the trade', wholeNumber)
    .option('--commission <basis points>', 'of the value traded (default: the cost of the run)', notNegative)
    .option('--spread <basis points>', 'bid-ask spread: half of it is paid at every trade', notNegative)
    .option('--borrow <basis points>', 'a year, of what is short', notNegative)
    .option('--costs <file>', 'costs of single stocks: symbol,commission,spread,borrow')
    .option('--attribution', 'split return and risk over industries and styles', false)
    .option(
      '--benchmark <series>',
      'universe, a symbol with prices such as ^DJI, or published daily returns (default: universe)',
    )
    .option('--from <day>', 'first day (default: that of the sample)', calendarDay)
    .option('--to <day>', 'last day', calendarDay)
    .option('--html <file>', 'write the tear sheet: one self-contained page with every chart and figure')
    .addOption(formatOption())
    .addHelpText('after', help)
    .action(async (factor: string, options: BookOptions) => {
      if (options.html !== undefined) checkOutputFile(options.html, '--html');
      const { factorBook, parseStockCosts } = await import('@fm/portfolio/book');
      const stocks =
        options.costs === undefined ? undefined : parseStockCosts(await textOf(options.costs), options.costs);
      await withExistingWarehouse(async (warehouse) => {
        const book = await factorBook(warehouse, requestOf(factor, options, stocks), systemClock);
        if (options.html !== undefined) await writeSheet(warehouse, book, options.html);
        show(book, options.format);
        if (options.attribution && book.attribution === null)
          note('attribution: none, because exposures need a year of data before the book, and there is not that much');
      });
    });
}

function requestOf(factor: string, options: BookOptions, stocks: readonly StockCost[] | undefined): BookRequest {
  const { quantile: enter, weights: weighting, maxSector: maxGroup, commission, spread, borrow, ...same } = options;
  return { ...same, factor, enter, weighting, maxGroup, costs: { commission, spread, borrow, stocks } };
}

function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((thrown: unknown) => {
    throw new FmError('UNREADABLE_COSTS', {
      what: `the file of costs cannot be read: ${messageOf(thrown)}`,
      where: path,
      remedy: 'Name a CSV file with the columns symbol and any of commission, spread and borrow.',
      kind: 'usage',
    });
  });
}

async function writeSheet(warehouse: Warehouse, book: FactorBook, path: string): Promise<void> {
  const { renderSheet } = await import('@fm/visualization/sheet');
  const { readBySector } = await import('@fm/portfolio/sectors');
  const { sheetOfBook } = await import('../book/sheet-of-book.ts');
  const { factor, from: start, to: end } = book.terms;
  const run = await findRun(warehouse, book.run.id);
  const sectors = await readBySector(warehouse, run, factor, { start, end });
  await writeOutputFile(path, Buffer.from(renderSheet(sheetOfBook(book, sectors))), '--html');
  note(`the tear sheet is in ${path}`);
}

function show(book: FactorBook, format: OutputFormat): void {
  if (format === 'json') return printJson<'book'>(plainOf(book));
  if (format === 'csv') return print(bookCsv(book));
  const { run, terms, definition, atClose } = book;
  if (run.synthetic) print('SYNTHETIC DATA: the demonstration market, no real company.\n');
  print(`${terms.factor}: ${definition.description}`);
  print(termsText(terms));
  print(`run ${run.id}, ${atClose.dates[0]} to ${atClose.dates.at(-1)}: ${countsText(atClose)}\n`);
  print(bookVerdict(book));
  print(`\n${figureTable(book)}`);
  print(`\n${monthTable(atClose)}`);
  if (atClose.figures.net.drawdowns.length > 0) print(`\n${drawdownTable(atClose)}`);
  if (book.against !== null) print(`\n${againstTable(book.against)}`);
  if (book.attribution !== null) print(`\n${attributionTable(book.attribution)}`);
  if (book.known.length > 0) print(`\n${knownTable(book)}`);
  else note('published factors: none were loaded; see `fm ingest factor-returns --help`');
  if (book.atOpen === null) note('no opens are known: the book is traded at closes only');
  if (book.attribution !== null) note(attributionText(book.attribution));
  for (const line of book.against?.notes ?? []) note(`benchmark: ${line}`);
  note(estimators);
  for (const line of run.notes) note(line);
}

function rebalancing(text: string): Rebalance {
  if (text === 'daily' || text === 'weekly' || text === 'monthly' || text === 'quarterly') return text;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write daily, weekly, monthly, quarterly, or a number of sessions.');
}

function share(text: string): number {
  const [, number, percent] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim()) ?? [];
  const value = Number(number) / (percent === '%' ? 100 : 1);
  if (value > 0 && value <= 1) return value;
  throw new InvalidArgumentError('Write a share above 0 and up to 1, e.g. 0.1 or 10%.');
}

function positive(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('Write a number above 0, e.g. 5.');
}

function notNegative(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a number of basis points that is not negative, e.g. 10.');
}
