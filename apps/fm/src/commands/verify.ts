import { factorsOfRun, isValuesInput } from '@fm/factors';
import { readRequest, verifyOnWarehouse, type Verification, type Violation } from '@fm/mining';
import { parameterNames } from '@fm/results/parameters';
import { Command } from 'commander';
import { chosenUniverse } from '../choose-universe.ts';
import { knownFormulas } from '../known-formulas.ts';
import { formulasOf, withFormulaOptions, type FormulaOptions } from '../formula-options.ts';
import { formatOption, wholeNumber } from '../options.ts';
import { csvOf, note, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { progressBar } from '../progress.ts';
import { type RunOptions, withRunOptions } from '../run-options.ts';
import { readingWarehouse } from '../with-warehouse.ts';
import { printJson } from '../json-outputs.ts';

const columns: readonly Column<Verification>[] = [
  { heading: 'factor', cell: (row) => row.factor },
  { heading: 'verdict', cell: (row) => (row.violations.length === 0 ? 'holds' : 'BROKEN') },
  { heading: 'cells', cell: (row) => row.cells },
  { heading: 'days', cell: (row) => row.days.join(' ') },
  { heading: 'moments', cell: (row) => row.moments },
  { heading: 'broken', cell: (row) => [...new Set(row.violations.map(({ guarantee }) => guarantee))].join(', ') },
];

const help = `
Examples:
  $ fm verify all
  $ fm verify PB,PEG --days 10 --universe demonstration
  $ fm verify all --neutralise size,group
  $ fm verify PB --neutralise beta,ROC20
  $ fm verify --formula 'mom = rank(close / delay(close, 20))'

Changes, drops and adds every price, filing, article, document and group after a day, at several days for all stocks and at many
more for each stock at a moment of its own, and proves that no value, no factor return and no result up to it changes a
bit; nor does a split after it, for which all prices and volumes before are restated. Also that computing again, the order
of rows, the choice of other stocks and loading no more than the declared look-back, of the factor and of those that its values
are made neutral to, change nothing, and that no return and no trade of the book of a factor ("fm book") up to a day changes
with what is known after it. Exit status 1 if a factor fails, with the day and stock where it does.`;

/** `fm verify`: proves that factors do not see the future. */
export function verifyCommand(): Command {
  const command = new Command('verify').argument('[factors]', 'factors joined by commas, or all');
  return withRunOptions(withFormulaOptions(command), ['universe', ...parameterNames('treatment')])
    .option('--days <number>', 'days after which everything is changed', wholeNumber, 3)
    .option('--seed <number>', 'seed of the days and the changes', wholeNumber, 1)
    .addOption(formatOption())
    .addHelpText('after', help)
    .action(async (factors: string | undefined, options: VerifyCommandOptions) => {
      const request = readRequest({
        ...options,
        ...(factors !== undefined && { factors }),
        formulas: await formulasOf(options),
        ...(await knownFormulas()),
      });
      await readingWarehouse(async (warehouse) => {
        const universe = await chosenUniverse(warehouse, options.universe);
        const bar = progressBar('factors');
        const total = request.factors.length;
        const { verifyBooks } = await import('@fm/portfolio/book');
        const asked = {
          ...{ days: options.days, seed: options.seed, universe },
          factors: request.factors,
          ...(request.formulas !== undefined && { formulas: request.formulas }),
          treatment: request,
        };
        const ofFactors = await verifyOnWarehouse(warehouse, {
          ...asked,
          onStep: (factor, done) => bar.update(done, total, factor),
        }).finally(() => bar.stop());
        const ofBooks = await verifyBooks(warehouse, asked);
        const verifications = ofFactors.map((one) => {
          const own = ofBooks.filter(({ factor }) => factor === one.factor);
          return {
            ...one,
            violations: [...one.violations, ...own.map((found) => ({ ...found, guarantee: 'book' as const }))],
          };
        });
        if (options.format === 'json') printJson<'verify'>(verifications);
        else print(options.format === 'csv' ? csvOf(verifications, columns) : tableOf(verifications, columns));
        const violations = verifications.flatMap((verification) => verification.violations);
        violations.forEach((violation) => note(textOf(violation)));
        for (const name of new Set(factorsOfRun(request).flatMap(({ inputs }) => inputs.filter(isValuesInput))))
          note(
            `${name}: checked against the moments at which its files say that values became known; whether that is true, and what the values were computed from, cannot be verified`,
          );
        if (violations.length > 0) process.exitCode = 1;
      });
    });
}

interface VerifyCommandOptions extends RunOptions, FormulaOptions {
  readonly days: number;
  readonly seed: number;
  readonly format: OutputFormat;
}

function textOf({ factor, guarantee, until, session, what, before, after }: Violation): string {
  return `${factor} breaks "${guarantee}": ${causes[guarantee](until)} changes ${what} on ${session} from ${before} to ${after}`;
}

const causes: Readonly<Record<Violation['guarantee'], (day: string) => string>> = {
  future: (day) => `what is known after ${day}`,
  truncation: (day) => `leaving out what is known after ${day}`,
  'later split': (day) => `a split after ${day}`,
  'row order': () => 'another order of rows',
  repetition: () => 'computing again',
  tickers: () => 'loading fewer stocks',
  book: (day) => `what is known after ${day}`,
  'look-back': (day) => `loading no more than the look-back before ${day}`,
};
