import { factorOfRun, listFactors, listVariants, type FactorDefinition } from '@fm/factors';
import { FmError } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { Command } from 'commander';
import { formatOption } from '../options.ts';
import { noteNewer } from '../note-newer-run.ts';
import { csvOf, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { readingWarehouse } from '../with-warehouse.ts';
import { knownFormulas } from '../known-formulas.ts';
import { factorValuesCommand } from './factor-values.ts';
import { operatorsCommand } from './factor-operators.ts';
import { addFactorsCommand, exportFactorsCommand, listFactorsCommand, removeFactorCommand } from './kept-factors.ts';
import { printJson } from '../json-outputs.ts';

const columns: readonly Column<FactorDefinition>[] = [
  { heading: 'factor', cell: (factor) => factor.name },
  { heading: 'type', cell: (factor) => factor.type },
  { heading: 'sign', cell: (factor) => factor.expectedSign, text: (factor) => signs[factor.expectedSign] },
  { heading: 'inputs', cell: (factor) => factor.inputs.join(' ') },
  { heading: 'look-back', cell: (factor) => String(factor.lookBack) },
  { heading: 'warm-up', cell: (factor) => factor.warmUp },
  { heading: 'variant of', cell: (factor) => factor.variantOf ?? '' },
  { heading: 'aliases', cell: (factor) => factor.aliases.join(' ') },
];

const signs = { [-1]: '-', 0: '.', 1: '+' } as const;

const help = `
Examples:
  $ fm factors
  $ fm factors --format json
  $ fm factors show PB
  $ fm factors add --formula 'mom = rank(close / delay(close, 20) - 1)'
  $ fm factors list
  $ fm factors values
  $ fm factors operators ts_rank`;

/** `fm factors`: the catalogue. */
export function factorsCommand(): Command {
  return new Command('factors')
    .addOption(formatOption())
    .addHelpText('after', help)
    .action((options: { format: OutputFormat }) => {
      const factors = [...listFactors(), ...listVariants()];
      if (options.format === 'json') printJson<'factors'>(factors.map(definitionData));
      else print(options.format === 'csv' ? csvOf(factors, columns) : tableOf(factors, columns));
    })
    .addCommand(
      new Command('show')
        .description('print the definition, inputs, coverage and source of a factor')
        .argument('<name>', 'name or alias')
        .addHelpText('after', '\nExamples:\n  $ fm factors show PB')
        .action(showFactor),
    )
    .addCommand(addFactorsCommand())
    .addCommand(listFactorsCommand())
    .addCommand(removeFactorCommand())
    .addCommand(exportFactorsCommand())
    .addCommand(factorValuesCommand())
    .addCommand(operatorsCommand());
}

async function showFactor(name: string): Promise<void> {
  const { readRequest } = await import('@fm/mining');
  const request = readRequest({ factors: name, ...(await knownFormulas()) });
  const factor = factorOfRun(request, request.factors[0] as string);
  const lines = Object.entries(definitionData(factor)).map(([key, value]) => ({ key, value: String(value) }));
  print(
    tableOf(lines, [
      { heading: factor.name, cell: ({ key }) => key },
      { heading: '', cell: ({ value }) => value },
    ]),
  );
  print(`\n${await coverageText(factor.name)}`);
}

/** How much of the latest run's data the factor could use. */
async function coverageText(factor: string): Promise<string> {
  try {
    return await readingWarehouse((warehouse) => latestCoverage(warehouse, factor));
  } catch (thrown) {
    const isEmpty = thrown instanceof FmError && ['NO_RUNS', 'WAREHOUSE_MISSING'].includes(thrown.code);
    if (isEmpty) return 'coverage: nothing has been mined yet';
    throw thrown;
  }
}

async function latestCoverage(warehouse: Warehouse, factor: string): Promise<string> {
  const { readSummaries } = await import('@fm/results/read');
  const { run, summaries } = await readSummaries(warehouse);
  noteNewer(run);
  const lines = summaries
    .filter((summary) => summary.factor === factor)
    .map(({ start, end, coverage }) => {
      const drops = coverage.drops.map(({ reason, count, unit }) => `${reason}: ${count} ${unit}`).join(', ');
      return `${start} to ${end}: ${coverage.meanStocks.toFixed(1)} stocks ranked a session; left out: ${drops || 'nothing'}`;
    });
  return [`coverage in run ${run.id}`, ...(lines.length === 0 ? ['not mined in it'] : lines)].join('\n');
}

/** A definition without its function. */
function definitionData({ compute, ...data }: FactorDefinition): Omit<FactorDefinition, 'compute'> {
  return data;
}
