import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { dialects } from '@fm/expressions';
import { formulasOfText, isDialect, namedFormula, type FormulaText } from '@fm/factors';
import { FmError, messageOf } from '@fm/platform';
import { type Command, Option } from 'commander';

/** The formula options of the command line. */
export interface FormulaOptions {
  readonly formula?: readonly string[];
  readonly formulas?: string;
  readonly dialect?: string;
}

/** Adds `--formula`, `--formulas` and `--dialect`. */
export function withFormulaOptions(command: Command): Command {
  const collect = (text: string, earlier: readonly string[] = []): string[] => [...earlier, text];
  return command
    .option('--formula <formula>', "'NAME = formula'; may be repeated", collect)
    .option('--formulas <file>', 'file of formulas: NAME = formula on each line, or YAML (.yaml, .yml)')
    .addOption(new Option('--dialect <dialect>', 'how formulas are read').choices(Object.keys(dialects)));
}

/** The formulas of the options, read and not yet checked. */
export async function formulasOf({ formula = [], formulas, dialect }: FormulaOptions): Promise<FormulaText[]> {
  const defaults = dialect !== undefined && isDialect(dialect) ? { dialect } : {};
  const ofFile = formulas === undefined ? [] : await formulasOfFile(formulas, defaults);
  return [...formula.map((text) => namedFormula(text, defaults)), ...ofFile];
}

/** The formulas of a file: YAML by its name, else one a line. */
export async function formulasOfFile(
  path: string,
  defaults: Parameters<typeof formulasOfText>[2],
): Promise<FormulaText[]> {
  const text = await readFile(path, 'utf8').catch((thrown: unknown) => {
    throw new FmError('UNREADABLE_FORMULAS', {
      what: `the file of formulas cannot be read: ${messageOf(thrown)}`,
      where: path,
      remedy: 'Name a file with one formula a line, or a YAML list.',
      kind: 'usage',
    });
  });
  return formulasOfText(basename(path), text, defaults);
}
