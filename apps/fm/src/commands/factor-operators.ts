import {
  choicesPage,
  describeOperator,
  findOperator,
  operators,
  operatorsPage,
  signatureOf,
  type Operator,
} from '@fm/expressions';
import { FmError } from '@fm/platform';
import { didYouMean, similarWords } from '@fm/platform/similar-words';
import { Command } from 'commander';
import { formatOption } from '../options.ts';
import { csvOf, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { printJson } from '../json-outputs.ts';

const columns: readonly Column<Operator>[] = [
  { heading: 'operator', cell: (operator) => operator.name },
  { heading: 'written', cell: signatureOf },
  { heading: 'family', cell: (operator) => operator.family },
  { heading: 'computes', cell: (operator) => operator.summary },
  { heading: 'also', cell: (operator) => operator.aliases.join(' ') },
];

const help = `
Examples:
  $ fm factors operators
  $ fm factors operators ts_rank
  $ fm factors operators correlation --format json`;

interface Options {
  readonly format: OutputFormat;
  readonly markdown?: boolean;
  readonly choices?: boolean;
}

/** `fm factors operators`: what a formula can be made of. */
export function operatorsCommand(): Command {
  return new Command('operators')
    .description('list the operators of formulas, or print the definition of one')
    .argument('[name]', 'name or alias')
    .addOption(formatOption())
    .option('--markdown', 'the page of the documentation, docs/operators.md')
    .option('--choices', 'what formulas mean where others differ, docs/formula-choices.md')
    .addHelpText('after', help)
    .action((name: string | undefined, _: unknown, command: Command) => {
      const { format, markdown, choices } = command.optsWithGlobals<Options>();
      if (choices === true) print(choicesPage().trimEnd());
      else if (name !== undefined) showOperator(named(name), format);
      else if (markdown === true) print(operatorsPage().trimEnd());
      else showOperators(format);
    });
}

function showOperators(format: OutputFormat): void {
  if (format === 'json') printJson<'factors-operators'>(operators.map(describeOperator));
  else print(format === 'csv' ? csvOf(operators, columns) : tableOf(operators, columns));
}

function showOperator(operator: Operator, format: OutputFormat): void {
  const facts = describeOperator(operator);
  if (format === 'json') return printJson<'factors-operator'>(facts);
  const lines = Object.entries(facts).slice(1);
  const pairs: Column<(typeof lines)[number]>[] = [
    { heading: operator.name, cell: ([key]) => key },
    { heading: '', cell: ([, text]) => text },
  ];
  print(format === 'csv' ? csvOf(lines, pairs) : tableOf(lines, pairs));
}

function named(name: string): Operator {
  const operator = findOperator(name);
  if (operator !== undefined) return operator;
  const known = operators.flatMap((entry) => [entry.name, ...entry.aliases]);
  throw new FmError('UNKNOWN_OPERATOR', {
    what: `there is no operator named "${name}"${didYouMean(similarWords(name, known))}`,
    remedy: 'List them with `fm factors operators`.',
    kind: 'usage',
  });
}
