import { join } from 'node:path';
import { writeDemonstrationMarket, type DemonstrationMarket, type DemonstrationTruth } from '@fm/demonstration';
import { createPdfReader, ingestReports } from '@fm/financial-report';
import { ingestGroups, ingestPrices, ingestShortInterest } from '@fm/market-data';
import { readRequest } from '@fm/mining';
import { readResults, type RunResults } from '@fm/results/read';
import { loadConfig, systemClock } from '@fm/platform';
import { ingestFilings } from '@fm/sec-filing';
import type { Warehouse } from '@fm/warehouse';
import { ingestArticles, lexiconScorer } from '@fm/web-search';
import { Command } from 'commander';
import { mineWithProgress } from '../mine-with-progress.ts';
import { openRawStore } from '../object-store.ts';
import { everyRangeOption, formatOption, portOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { showResults } from '../results-view.ts';
import { checkServing, startDashboard, untilStopped, type RunningDashboard, type ServeOptions } from '../serve.ts';
import { stagedProgress, type StagedProgress } from '../staged-progress.ts';
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

interface DemoOptions extends Omit<ServeOptions, 'runs'> {
  readonly serve: boolean;
  readonly runs: boolean;
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
    .option('--no-runs', 'do not let the page start runs')
    .option('--no-open', 'do not open the page in a browser')
    .addOption(formatOption())
    .addOption(everyRangeOption())
    .addHelpText('after', examples)
    .action(async (options: DemoOptions) => {
      if (options.serve) await checkServing(servingOf(options));
      const progress = stagedProgress(stages);
      progress.enter('opening the warehouse');
      await withWarehouse((warehouse) => demonstrate(warehouse, options, progress)).finally(() => progress.stop());
    });
}

/** What the demonstration does, each with its share of the time. */
const stages = {
  'opening the warehouse': 3,
  'loading the dashboard': 6,
  'writing the demonstration market': 9,
  'ingesting prices': 4,
  'ingesting filings': 30,
  'ingesting news': 22,
  'ingesting reports': 5,
  'ingesting groups': 1,
  'ingesting short interest': 1,
  mining: 42,
  'reading the results': 2,
};

/** Runs were not requested: they are simply not refused. */
function servingOf({ host, port, open, runs }: DemoOptions): ServeOptions {
  return { ...{ host, port }, ...(open === undefined ? {} : { open }), ...(runs ? {} : { runs: false }) };
}

type DemoProgress = StagedProgress<keyof typeof stages>;

async function demonstrate(warehouse: Warehouse, options: DemoOptions, progress: DemoProgress): Promise<void> {
  let dashboard: RunningDashboard | undefined;
  if (options.serve) {
    progress.enter('loading the dashboard');
    dashboard = await startDashboard(warehouse, servingOf(options));
    progress.say(`dashboard at ${dashboard.url}; it fills as results come`);
  }
  try {
    const { truth, results } = await mineMarket(warehouse, progress);
    showResults(results, options.format, options);
    if (options.format === 'table') showTruth(truth, results);
  } catch (thrown) {
    await dashboard?.close();
    throw thrown;
  }
  if (dashboard !== undefined) await untilStopped(dashboard);
}

async function mineMarket(
  warehouse: Warehouse,
  progress: DemoProgress,
): Promise<{ truth: DemonstrationTruth; results: RunResults }> {
  const folder = join(loadConfig().home, 'demonstration');
  progress.enter('writing the demonstration market');
  const market = await writeDemonstrationMarket(folder);
  const taken = await ingestMarket(warehouse, market, progress);
  const { truth } = market;
  const request = readRequest({
    universe: 'demonstration',
    ranges: `${truth.start}..${truth.end},yearly`,
    weighting: 'equal',
  });
  progress.enter('mining');
  const plan = await mineWithProgress(warehouse, request, {
    progress: { update: progress.update, stop: () => undefined },
  });
  progress.enter('reading the results');
  const results = await readResults(warehouse, plan.runId);
  progress.stop();
  note(`demonstration market in ${folder}: ${taken}`);
  return { truth, results };
}

/** Ingests the market's files as any others are ingested, and reports how much there is. */
async function ingestMarket(
  warehouse: Warehouse,
  market: DemonstrationMarket,
  progress: DemoProgress,
): Promise<string> {
  const store = await openRawStore();
  progress.enter('ingesting prices');
  const prices = await ingestPrices({
    ...{ warehouse, paths: [market.prices] },
    onProgress: ({ filesDone, filesTotal }) => progress.update(filesDone, filesTotal),
  });
  progress.enter('ingesting filings');
  const filings = await ingestFilings({
    ...{ warehouse, objectStore: store, paths: [market.filings] },
    onProgress: ({ done, total }) => progress.update(done, total),
  });
  progress.enter('ingesting news');
  const scoring = { warehouse, scorer: lexiconScorer, clock: systemClock };
  const searches = await ingestArticles(scoring, {
    paths: [market.news],
    onFile: (_, done, total) => progress.update(done, total),
  });
  progress.enter('ingesting reports');
  const reader = createPdfReader();
  const reports = await ingestReports(
    { warehouse, store, reader, clock: systemClock },
    { paths: [market.reports] },
  ).finally(() => reader.close());
  progress.enter('ingesting groups');
  const groups = await ingestGroups({ warehouse, objectStore: store, paths: [market.groups] });
  progress.enter('ingesting short interest');
  await ingestShortInterest({ warehouse, paths: [market.shortInterest] });
  const articles = searches.reduce((sum, search) => sum + search.added + search.unchanged, 0);
  const documents = filings.new + filings.unchanged;
  return `${prices.rowsRead} price rows of ${prices.symbols.length} invented stocks, ${documents} filing documents, ${articles} articles, ${reports.length} reports, the groups of ${groups.symbols.length} stocks`;
}
