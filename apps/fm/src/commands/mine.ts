import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { planRun, readRequest, requestOf, type WorkflowInput } from '@fm/mining';
import { systemClock } from '@fm/platform';
import { checkedLabels, labelRun } from '@fm/results/labels';
import { jsonName, parameterEntries, parameterNames } from '@fm/results/parameters';
import type { Warehouse } from '@fm/warehouse';
import { chosenUniverse } from '../choose-universe.ts';
import { formulasOf, withFormulaOptions, type FormulaOptions } from '../formula-options.ts';
import { knownFormulas } from '../known-formulas.ts';
import { mineWithProgress } from '../mine-with-progress.ts';
import { atLeastOne, everyRangeOption, formatOption } from '../options.ts';
import { note, type OutputFormat } from '../output.ts';
import { type RunOptions, withRunOptions } from '../run-options.ts';
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
  $ fm mine --factors values:quality
  $ fm mine --winsorise 0.01 --neutralise size,group
  $ fm mine --factors PB --neutralise group,beta,volatility,ROC20
  $ fm mine --holdout 2020-01-01..2023-12-31
  $ fm mine --factors ROC20 --name 'momentum, second try'

Ranges: yearly, quarterly, rolling:SESSIONS:STEP, FROM..TO, joined by commas. They end before a hold-out, of which nothing
is mined until "fm holdout" opens it.
The same request over the same data is the same run: asking again shows it, and finishes it if it was interrupted.
Ctrl-C stops cleanly; the same command continues where it stopped. No result depends on how the work is split.`;

/** `fm mine`: mines factors and shows what was found. */
export function mineCommand(): Command {
  const command = withFormulaOptions(withRunOptions(new Command('mine'), ['factors']));
  withRunOptions(command, parameterNames('sample', 'portfolio', 'treatment', 'evidence', 'family')).option(
    '--jobs <number>',
    'slices worked on at once (default: one per processor, at most 4, fewer when there is little to do)',
    atLeastOne,
  );
  return withRunOptions(command, parameterNames('cut'))
    .option('--name <text>', 'a name for the run, in one line; changes no result')
    .option('--note <text>', 'a note on the run; changes no result')
    .option('--workflow', 'run the cloud workflow on this machine: one process per step and slice', false)
    .addOption(formatOption())
    .addOption(everyRangeOption())
    .addHelpText('after', examples)
    .action(async (options: MineCommandOptions) => {
      const labels = labelsOf(options);
      const formulas = await formulasOf(options);
      const isNamed = options.factors !== undefined || options.neutralise !== undefined || formulas.length > 0;
      const request = readRequest({ ...options, formulas, ...(isNamed && (await knownFormulas())) });
      for (const why of request.leftOut ?? []) note(`left out of the library: ${why}`);
      if (options.workflow) {
        const { mineByWorkflow } = await import('../mine-by-workflow.ts');
        await withExistingWarehouse(async (warehouse) => {
          const universe = await chosenUniverse(warehouse, options.universe);
          const input = workflowInput({ ...options, universe }, request);
          if (labels !== undefined) await labels(warehouse, (await planRun(warehouse, requestOf(input))).runId);
          const run = await mineByWorkflow(input, options.jobs ?? availableParallelism());
          await showRunResults(warehouse, run, options);
        });
        return;
      }
      await withExistingWarehouse(async (warehouse) => {
        const universe = await chosenUniverse(warehouse, options.universe);
        const plan = await mineWithProgress(
          warehouse,
          { ...request, universe },
          {
            ...options,
            ...(labels !== undefined && { onPlan: ({ runId }) => labels(warehouse, runId) }),
          },
        );
        for (const range of plan.emptyRanges) note(`no session of the universe lies in ${range}: it has no result`);
        await showRunResults(warehouse, plan.runId, options);
      });
    });
}

/**
 * The labels of the run as given; undefined where none were given.
 *
 * @throws REFUSED_LABEL
 */
function labelsOf({ name, note: text }: Pick<MineCommandOptions, 'name' | 'note'>) {
  if (name === undefined && text === undefined) return undefined;
  const given = { ...(name !== undefined && { name }), ...(text !== undefined && { note: text }) };
  const labels = checkedLabels(given);
  return (warehouse: Warehouse, id: string): Promise<void> => labelRun(warehouse, { id }, labels, systemClock);
}

/** The options as the input of the workflow, which checks them itself. */
function workflowInput(
  options: RunOptions & { universe: string },
  { factors, formulas, neutralisers }: ReturnType<typeof readRequest>,
): WorkflowInput {
  const given = parameterEntries.flatMap(([name]) => {
    const text = options[name];
    return text === undefined ? [] : [[jsonName(name), text] as const];
  });
  return {
    ...{ ...Object.fromEntries(given), factors },
    ...(formulas !== undefined && { formulas }),
    ...(neutralisers !== undefined && { neutralisers }),
  };
}

interface MineCommandOptions extends RunOptions, FormulaOptions {
  readonly workflow: boolean;
  readonly name?: string;
  readonly note?: string;
  readonly jobs?: number;
  readonly format: OutputFormat;
  readonly everyRange: boolean;
}
