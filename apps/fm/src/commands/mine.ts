import { Command } from 'commander';
import { readRequest, readResults, readSummaries } from '@fm/mining';
import { mineWithProgress } from '../mine-with-progress.ts';
import { atLeastOne, everyRangeOption, formatOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { showResults } from '../results-view.ts';
import { showSummary } from '../summary/show-summary.ts';
import { withWarehouse } from '../with-warehouse.ts';

const examples = `
Examples:
  $ fm mine
  $ fm mine --factors RSI14,ROC20 --ranges 2015-01-01..2019-12-31 --format json
  $ fm mine --ranges yearly --from 2005-01-01 --to 2023-12-31
  $ fm mine --universe AAPL,MSFT,IBM --ranges rolling:252:21 --weighting equal
  $ fm mine --factors all --ranges rolling:252:21 --jobs 8

Ranges: yearly, quarterly, rolling:SESSIONS:STEP, FROM..TO, joined by commas.
The same request over the same data is the same run: asking again shows it, and finishes it if it was interrupted.
Ctrl-C stops cleanly; the same command goes on where it stopped. No result depends on how the work is cut.`;

/** `fm mine`: mines factors and shows what was found. */
export function mineCommand(): Command {
  return new Command('mine')
    .description('mine factors: portfolios, regressions, premia')
    .option('--factors <names>', 'factors joined by commas, or all', 'all')
    .option(
      '--universe <universe>',
      'ingested, demonstration, a CSV file symbol,entry,exit, or symbols joined by commas',
      'ingested',
    )
    .option('--ranges <ranges>', 'date ranges', 'yearly')
    .option('--from <day>', 'first day used by yearly, quarterly and rolling ranges')
    .option('--to <day>', 'last day used by them')
    .option('--weighting <weighting>', 'equal or cap', 'equal')
    .option('--groups <number>', 'portfolios per sort', '3')
    .option('--horizons <sessions>', 'sessions of forward returns, joined by commas', '1,5,21')
    .option('--cost-basis-points <number>', 'transaction cost per value traded', '10')
    .option('--jobs <number>', 'slices worked on at once; default: as processors and work allow', atLeastOne)
    .option('--thread-no <number>', 'groups of stocks to cut the work into')
    .option('--parallel-m <number>', 'segments of sessions and ranges to cut the work into')
    .addOption(formatOption())
    .addOption(everyRangeOption())
    .addHelpText('after', examples)
    .action(async (options: MineCommandOptions) => {
      const request = readRequest(options);
      await withWarehouse(async (warehouse) => {
        const plan = await mineWithProgress(warehouse, request, options);
        for (const range of plan.emptyRanges) note(`no session of the universe lies in ${range}: it has no result`);
        if (options.format === 'table') showSummary(await readSummaries(warehouse, plan.runId), options.everyRange);
        else showResults(await readResults(warehouse, plan.runId), options.format);
      });
    });
}

interface MineCommandOptions {
  factors: string;
  universe: string;
  ranges: string;
  from?: string;
  to?: string;
  weighting: string;
  groups: string;
  horizons: string;
  costBasisPoints: string;
  jobs?: number;
  threadNo?: string;
  parallelM?: string;
  format: OutputFormat;
  everyRange: boolean;
}
