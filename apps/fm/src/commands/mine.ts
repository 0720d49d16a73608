import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { readRequest, type WorkflowInput } from '@fm/mining';
import { chosenUniverse } from '../choose-universe.ts';
import { formulasOf, withFormulaOptions, type FormulaOptions } from '../formula-options.ts';
import { keptFormulas } from '../kept-factors.ts';
import { mineWithProgress } from '../mine-with-progress.ts';
import { atLeastOne, everyRangeOption, formatOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { showRunResults } from '../results-view.ts';
import { withExistingWarehouse } from '../with-warehouse.ts';

const examples = `
Examples:
  $ fm mine
  $ fm mine --factors RSI14,ROC20 --ranges 2015-01-01..2019-12-31 --format json
  $ fm mine --ranges yearly --from 2005-01-01 --to 2023-12-31
  $ fm mine --universe AAPL,MSFT,IBM --ranges rolling:252:21 --weighting equal
  $ fm mine --factors all --ranges rolling:252:21 --jobs 8
  $ fm mine --formula 'mom = rank(close / delay(close, 20) - 1)'
  $ fm mine --formulas signals.yaml --factors ROC20 --ranges yearly
  $ fm mine --winsorise 0.01 --neutralise size,group
  $ fm mine --holdout 2020-01-01..2023-12-31

Ranges: yearly, quarterly, rolling:SESSIONS:STEP, FROM..TO, joined by commas. They end before a hold-out, of which nothing
is mined until "fm holdout" opens it.
The same request over the same data is the same run: asking again shows it, and finishes it if it was interrupted.
Ctrl-C stops cleanly; the same command goes on where it stopped. No result depends on how the work is cut.`;

/** `fm mine`: mines factors and shows what was found. */
export function mineCommand(): Command {
  const command = new Command('mine').option(
    '--factors <names>',
    'factors and kept formulas joined by commas, library:NAME for the formulas of a library, or all (default: all, or the formulas given)',
  );
  return withFormulaOptions(command)
    .option(
      '--universe <universe>',
      'ingested, demonstration, a CSV file of symbols (with entry,exit), or symbols joined by commas (default: ingested, or demonstration where nothing else is there)',
    )
    .option('--ranges <ranges>', 'date ranges', 'yearly')
    .option('--from <day>', 'first day used by yearly, quarterly and rolling ranges')
    .option('--to <day>', 'last day used by them')
    .option('--holdout <range>', 'FROM..TO: kept out of the sample, and sealed until `fm holdout` opens it')
    .option('--weighting <weighting>', 'equal or cap', 'equal')
    .option('--groups <number>', 'portfolios per sort', '3')
    .option('--horizons <sessions>', 'sessions of forward returns, joined by commas', '1,5,21')
    .option('--cost-basis-points <number>', 'transaction cost per value traded', '10')
    .option('--winsorise <tail>', 'share of the stocks at each end whose values are pulled in, such as 0.01')
    .option(
      '--neutralise <by>',
      'take out of the values what explains them: size, group, or size,group by one regression',
    )
    .option('--project <name>', 'whose trials these are, in the ledger (default: those of the warehouse)')
    .option(
      '--jobs <number>',
      'slices worked on at once (default: one for each processor, at most 4, fewer where there is little to do)',
      atLeastOne,
    )
    .option('--thread-no <number>', 'groups of stocks to cut the work into')
    .option('--parallel-m <number>', 'segments of sessions and ranges to cut the work into')
    .option('--workflow', 'run the workflow of the cloud on this machine: a process for every step and slice', false)
    .addOption(formatOption())
    .addOption(everyRangeOption())
    .addHelpText('after', examples)
    .action(async (options: MineCommandOptions) => {
      const formulas = await formulasOf(options);
      const kept = options.factors === undefined ? [] : await keptFormulas();
      const request = readRequest({ ...options, formulas, kept });
      for (const why of request.leftOut ?? []) note(`left out of the library: ${why}`);
      if (options.workflow) {
        const { mineByWorkflow } = await import('../mine-by-workflow.ts');
        await withExistingWarehouse(async (warehouse) => {
          const universe = await chosenUniverse(warehouse, options.universe);
          const input = workflowInput({ ...options, universe }, request);
          const run = await mineByWorkflow(input, options.jobs ?? availableParallelism());
          await showRunResults(warehouse, run, options);
        });
        return;
      }
      await withExistingWarehouse(async (warehouse) => {
        const universe = await chosenUniverse(warehouse, options.universe);
        const plan = await mineWithProgress(warehouse, { ...request, universe }, options);
        for (const range of plan.emptyRanges) note(`no session of the universe lies in ${range}: it has no result`);
        await showRunResults(warehouse, plan.runId, options);
      });
    });
}

/** The options as the input of the workflow, which checks them itself. */
function workflowInput(
  options: MineCommandOptions & { universe: string },
  { factors, formulas }: ReturnType<typeof readRequest>,
): WorkflowInput {
  const { universe, ranges, from, to, holdout, weighting, groups, horizons, costBasisPoints } = options;
  const treatment = {
    ...(options.winsorise === undefined ? {} : { winsorise: options.winsorise }),
    ...(options.neutralise === undefined ? {} : { neutralise: options.neutralise }),
  };
  const days = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const sealed = holdout === undefined ? {} : { holdout };
  const family = options.project === undefined ? {} : { project: options.project };
  const cut = {
    ...(options.threadNo === undefined ? {} : { thread_no: options.threadNo }),
    ...(options.parallelM === undefined ? {} : { parallel_m: options.parallelM }),
  };
  return {
    factors,
    ...(formulas === undefined ? {} : { formulas }),
    universe,
    ranges,
    ...days,
    ...sealed,
    ...treatment,
    ...cut,
    ...family,
    weighting,
    groups,
    horizons,
    cost_basis_points: costBasisPoints,
  };
}

interface MineCommandOptions extends FormulaOptions {
  workflow: boolean;
  factors?: string;
  universe?: string;
  ranges: string;
  from?: string;
  to?: string;
  holdout?: string;
  weighting: string;
  groups: string;
  horizons: string;
  costBasisPoints: string;
  winsorise?: string;
  neutralise?: string;
  project?: string;
  jobs?: number;
  threadNo?: string;
  parallelM?: string;
  format: OutputFormat;
  everyRange: boolean;
}
