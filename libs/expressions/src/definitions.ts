import { parseFormula, type Formula, type ParseOptions } from './parse.ts';
import { FormulaError, syntaxFault } from './errors.ts';

/** A formula with a name. */
export interface NamedFormula {
  readonly name: string;
  /** Line of the file, from 1. */
  readonly line: number;
  readonly formula: Formula;
}

/** A line of a file that is not a formula, and why. */
export interface RefusedLine {
  readonly name: string;
  readonly line: number;
  readonly error: FormulaError;
}

const definition = /^\s*([A-Za-z][\w-]*)\s*=(?!=)(.*)$/;

/**
 * Reads formulas of a text, one a line: `NAME = formula`, or a formula only, which is named by its place among the formulas:
 * the 7th is `alpha007` where the prefix is `alpha`. Empty lines, and those that begin with #, are left out. A line that
 * cannot be used does not keep the others from being read.
 */
export function readDefinitions(
  text: string,
  prefix: string,
  options: ParseOptions = {},
): { readonly formulas: readonly NamedFormula[]; readonly refused: readonly RefusedLine[] } {
  const formulas: NamedFormula[] = [];
  const refused: RefusedLine[] = [];
  const lines = text.split(/\r?\n/).map((content, at) => ({ content, line: at + 1 }));
  const used = lines.filter(({ content }) => content.trim() !== '' && !content.trim().startsWith('#'));
  used.forEach(({ content, line }, at) => {
    const [, given, source = content] = definition.exec(content) ?? [];
    const name = given ?? `${prefix}${String(at + 1).padStart(3, '0')}`;
    try {
      const earlier = formulas.find((other) => other.name.toLowerCase() === name.toLowerCase());
      if (earlier !== undefined)
        throw syntaxFault(
          content,
          { begin: 0, end: name.length },
          `${name} is defined on line ${earlier.line} already`,
          'Give each formula a name of its own.',
        );
      formulas.push({ name, line, formula: parseFormula(source.trim(), options) });
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      refused.push({ name, line, error });
    }
  });
  return { formulas, refused };
}
