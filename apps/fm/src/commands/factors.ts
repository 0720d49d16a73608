import { listFactors, type FactorDefinition } from '@fm/factors';
import { Command } from 'commander';
import { formatOption } from '../options.ts';
import { csvOf, print, tableOf, type Column, type OutputFormat } from '../output.ts';

const columns: readonly Column<FactorDefinition>[] = [
  { heading: 'factor', cell: (factor) => factor.name },
  { heading: 'type', cell: (factor) => factor.type },
  { heading: 'sign', cell: (factor) => factor.expectedSign, text: (factor) => signs[factor.expectedSign] },
  { heading: 'inputs', cell: (factor) => factor.inputs.join(' ') },
  { heading: 'look-back', cell: (factor) => String(factor.lookBack) },
  { heading: 'warm-up', cell: (factor) => factor.warmUp },
  { heading: 'description', cell: (factor) => factor.description },
];

const signs = { [-1]: '-', 0: '.', 1: '+' } as const;

/** `fm factors`: the catalogue. */
export function factorsCommand(): Command {
  return new Command('factors')
    .description('list the factors of the catalogue')
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ fm factors\n  $ fm factors --format json')
    .action((options: { format: OutputFormat }) => {
      const factors = listFactors();
      if (options.format === 'json') print(JSON.stringify(factors.map(definitionData), null, 2));
      else print(options.format === 'csv' ? csvOf(factors, columns) : tableOf(factors, columns));
    });
}

/** A definition without its function. */
function definitionData({
  name,
  aliases,
  type,
  expectedSign,
  inputs,
  lookBack,
  warmUp,
  unit,
  description,
  source,
  revision,
}: FactorDefinition): object {
  return { name, aliases, type, expectedSign, inputs, lookBack, warmUp, unit, description, source, revision };
}
