import { Command, Option } from 'commander';
import type { ComparedRun, Comparison } from '@fm/portfolio';
import { factorSets, type FactorSet, type Frequency } from '@fm/portfolio/known';
import { formatOption } from '../options.ts';
import { csvOf, note, print, type OutputFormat } from '../output.ts';
import { comparisonColumns, comparisonTable, jointLine } from '../report/comparison-table.ts';
import { readingWarehouse } from '../with-warehouse.ts';
import { printJson } from '../json-outputs.ts';

const help = `
Examples:
  $ fm compare --known FF5
  $ fm compare --known FF5+momentum --factors RSI14,ROC20
  $ fm compare --known CAPM --frequency month --format csv

Regresses the long-short return of every factor on published factors over the sample of the run: what is new in it. Load
the factors first: \`fm ingest factor-returns FILE\`.`;

interface CompareOptions {
  readonly known: FactorSet;
  readonly run?: string;
  readonly factors?: string;
  readonly frequency?: Frequency;
  readonly format: OutputFormat;
}

/** `fm compare`: a run against published factors. */
export function compareCommand(): Command {
  return new Command('compare')
    .addOption(new Option('--known <set>', 'published factors').choices(Object.keys(factorSets)).default('FF5'))
    .option('--run <id>', 'the run: its id, or the start of it (default: the pinned one, or the latest that succeeded)')
    .option('--factors <names>', 'factors of the run, joined by commas (default: all)')
    .addOption(
      new Option(
        '--frequency <period>',
        'returns of a day, or compounded (default: the finest that was loaded)',
      ).choices(['day', 'week', 'month', 'year']),
    )
    .addOption(formatOption())
    .addHelpText('after', help)
    .action(async ({ known, run, factors, frequency, format }: CompareOptions) => {
      const { compareRun } = await import('@fm/portfolio');
      const { chosenRun } = await import('../run-lists.ts');
      await readingWarehouse(async (warehouse) => {
        const compared = await compareRun(warehouse, {
          set: known,
          run: (await chosenRun(warehouse, run)).id,
          ...(factors !== undefined && { factors: factors.split(',').map((name) => name.trim()) }),
          ...(frequency !== undefined && { frequency }),
        });
        show(compared, format);
      });
    });
}

function show(compared: ComparedRun, format: OutputFormat): void {
  const { comparisons, known, synthetic, joint, run } = compared;
  if (format === 'json') return printJson<'compare'>(compared);
  if (format === 'csv') return print(csvOf(comparisons, comparisonColumns(known.names)));
  if (synthetic) print('SYNTHETIC DATA: the demonstration market, no real company.\n');
  print(
    `run ${run} against ${known.set}, returns by ${known.frequency}: ${[...new Set(known.libraries)].join(', ')}\n`,
  );
  print(comparisonTable(sorted(comparisons), known.names));
  if (joint !== null) print(`\n${jointLine(joint)}`);
  note(
    'alpha: a fraction a year; t and p: by cosines, which keep their size in short samples; t Newey-West (lag floor(4 (n/100)^(2/9))) is for comparison with other programs',
  );
}

/** What is new most surely comes first. */
function sorted(comparisons: readonly Comparison[]): Comparison[] {
  const size = ({ alphaT }: Comparison): number => Math.abs(alphaT ?? 0);
  return [...comparisons].sort((a, b) => size(b) - size(a));
}
