import { join } from 'node:path';
import { writeDemonstrationMarket, type DemonstrationMarket, type DemonstrationTruth } from '@fm/demonstration';
import { createPdfReader, ingestReports } from '@fm/financial-report';
import { ingestGroups, ingestPrices } from '@fm/market-data';
import { readRequest } from '@fm/mining';
import { readResults, type RunResults } from '@fm/results/read';
import { loadConfig, systemClock } from '@fm/platform';
import { ingestFilings } from '@fm/sec-filing';
import type { Warehouse } from '@fm/warehouse';
import { ingestArticles, lexiconScorer } from '@fm/web-search';
import { Command } from 'commander';
import { checkListening } from '../listening.ts';
import { mineWithProgress } from '../mine-with-progress.ts';
import { openRawStore } from '../object-store.ts';
import { everyRangeOption, formatOption, portOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { showResults } from '../results-view.ts';
import { serve } from '../serve.ts';
import { showTruth } from '../truth-view.ts';
import { withWarehouse } from '../with-warehouse.ts';

const examples = `
Examples:
  $ fm demo
  $ fm demo --serve --port 9000
  $ fm demo --format json
  $ fm mine --universe demonstration --neutralise group

Writes a synthetic market into FM_HOME/demonstration, ingests it as any other files, and mines every factor over every
year and over all years. It is marked as synthetic everywhere; real symbols are never mixed with it.`;

interface DemoOptions {
  readonly serve: boolean;
  readonly port: number;
  readonly host: string;
  readonly format: OutputFormat;
  readonly everyRange: boolean;
}

/** `fm demo`: the demonstration market, from invented files to mined factors. */
export function demoCommand(): Command {
  return new Command('demo')
    .option('--serve', 'serve the dashboard afterwards', false)
    .option('--no-serve', 'end after printing (the default)')
    .addOption(portOption())
    .option('--host <address>', 'address of the dashboard', '127.0.0.1')
    .addOption(formatOption())
    .addOption(everyRangeOption())
    .addHelpText('after', examples)
    .action(async (options: DemoOptions) => {
      if (options.serve) await checkListening(options);
      await withWarehouse(async (warehouse) => {
        const { truth, results } = await demonstrate(warehouse);
        showResults(results, options.format, options);
        if (options.format === 'table') showTruth(truth, results);
      });
      if (options.serve) await serve(options);
    });
}

async function demonstrate(warehouse: Warehouse): Promise<{ truth: DemonstrationTruth; results: RunResults }> {
  const folder = join(loadConfig().home, 'demonstration');
  const market = await writeDemonstrationMarket(folder);
  note(`demonstration market in ${folder}: ${await ingestMarket(warehouse, market)}`);
  const { truth } = market;
  const request = readRequest({
    universe: 'demonstration',
    ranges: `${truth.start}..${truth.end},yearly`,
    weighting: 'equal',
  });
  const plan = await mineWithProgress(warehouse, request);
  return { truth, results: await readResults(warehouse, plan.runId) };
}

/** Brings the market's files in through the same doors as any others; says how much there is. */
async function ingestMarket(warehouse: Warehouse, market: DemonstrationMarket): Promise<string> {
  const store = await openRawStore();
  const prices = await ingestPrices({ warehouse, paths: [market.prices] });
  const filings = await ingestFilings({ warehouse, objectStore: store, paths: [market.filings] });
  const scoring = { warehouse, scorer: lexiconScorer, clock: systemClock };
  const searches = await ingestArticles(scoring, { paths: [market.news] });
  const reader = createPdfReader();
  const reports = await ingestReports(
    { warehouse, store, reader, clock: systemClock },
    { paths: [market.reports] },
  ).finally(() => reader.close());
  const groups = await ingestGroups({ warehouse, objectStore: store, paths: [market.groups] });
  const articles = searches.reduce((sum, search) => sum + search.added + search.unchanged, 0);
  const documents = filings.new + filings.unchanged;
  return `${prices.rowsRead} price rows of ${prices.symbols.length} invented stocks, ${documents} filing documents, ${articles} articles, ${reports.length} reports, the groups of ${groups.symbols.length} stocks`;
}
