import { userInfo } from 'node:os';
import { systemClock } from '@fm/platform';
import type { KeptFactor } from '@fm/results/kept';
import { Command } from 'commander';
import { formulasOf, withFormulaOptions, type FormulaOptions } from '../formula-options.ts';
import { csvOf, note, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { readingWarehouse, withWarehouse } from '../with-warehouse.ts';
import { printJson } from '../json-outputs.ts';

const columns: readonly Column<KeptFactor>[] = [
  { heading: 'factor', cell: ({ definition }) => definition.name },
  { heading: 'formula', cell: ({ definition }) => definition.formula },
  { heading: 'sign', cell: ({ definition }) => definition.sign ?? 0 },
  { heading: 'author', cell: ({ author }) => author },
  { heading: 'kept', cell: ({ keptAt }) => keptAt.slice(0, 10) },
  { heading: 'hash', cell: ({ hash }) => hash.slice(0, 12) },
];

/** `fm factors add`: keeps formulas as factors. */
export function addFactorsCommand(): Command {
  const command = new Command('add').description('keep formulas as factors of this warehouse');
  return withFormulaOptions(command)
    .option('--author <name>', 'who keeps them (default: the user of the machine)')
    .addHelpText(
      'after',
      "\nExamples:\n  $ fm factors add --formula 'mom = rank(close / delay(close, 20) - 1)'\n  $ fm factors add --formulas colleague.yaml",
    )
    .action(async ({ author = userInfo().username, ...options }: FormulaOptions & { author?: string }) => {
      const formulas = await formulasOf(options);
      if (formulas.length === 0) command.error('Give --formula or --formulas.', { exitCode: 2, code: 'nothing-given' });
      const { keepFactor } = await import('@fm/results/kept');
      const { readRequest } = await import('@fm/mining');
      // Every fault of all formulas at once, before one of them is kept.
      readRequest({ formulas });
      await withWarehouse(async (warehouse) => {
        for (const formula of formulas) {
          const { kept, sameAs } = await keepFactor(warehouse, formula, author, systemClock);
          print(`${kept.definition.name}  ${kept.hash}`);
          if (sameAs.length > 0)
            note(
              `${kept.definition.name} is the same formula as ${sameAs.join(', ')}: it does not count as a new trial`,
            );
        }
      });
    });
}

/** `fm factors list`: the formulas that are kept. */
export function listFactorsCommand(): Command {
  return new Command('list')
    .description('list the formulas that are kept as factors')
    .addHelpText('after', '\nExamples:\n  $ fm factors list\n  $ fm factors list --format json')
    .action(async (_: unknown, command: Command) => {
      // `fm factors` has the option too and reads it wherever it appears.
      const { format } = command.optsWithGlobals<{ format: OutputFormat }>();
      const kept = await keptIn();
      if (format === 'json') printJson<'factors-list'>(kept);
      else print(format === 'csv' ? csvOf(kept, columns) : tableOf(kept, columns));
      if (kept.length === 0) note('no formula is kept; `fm factors add --help` shows how');
    });
}

/** `fm factors remove`: takes a kept formula off the list. */
export function removeFactorCommand(): Command {
  return new Command('remove')
    .description('remove a kept formula; runs that used it stay as they are')
    .argument('<name>', 'its name')
    .addHelpText('after', '\nExamples:\n  $ fm factors remove mom')
    .action(async (name: string) => {
      const { removeKept } = await import('@fm/results/kept');
      const { definition } = await withWarehouse((warehouse) => removeKept(warehouse, name));
      note(`removed: ${definition.name} = ${definition.formula}`);
    });
}

/** `fm factors export`: kept formulas as a file that `fm factors add --formulas` reads. */
export function exportFactorsCommand(): Command {
  return new Command('export')
    .description('print kept formulas as YAML, which a colleague can add')
    .argument('[names...]', 'names of kept formulas (default: all)')
    .addHelpText('after', '\nExamples:\n  $ fm factors export mom > mom.yaml\n  $ fm factors add --formulas mom.yaml')
    .action(async (names: string[]) => {
      const { yamlOfFormulas } = await import('@fm/factors');
      const { notKept } = await import('@fm/results/kept');
      const kept = await keptIn();
      const chosen = names.map((name) => {
        const found = kept.find(({ definition }) => definition.name.toLowerCase() === name.toLowerCase());
        if (found === undefined) throw notKept(name, '');
        return found;
      });
      const formulas = (names.length === 0 ? kept : chosen).map(({ definition }) => definition);
      print(yamlOfFormulas(formulas).trimEnd());
    });
}

function keptIn(): Promise<KeptFactor[]> {
  return readingWarehouse(async (warehouse) => (await import('@fm/results/kept')).listKept(warehouse));
}
