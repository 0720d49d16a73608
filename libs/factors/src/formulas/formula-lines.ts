import { readDefinitions } from '@fm/expressions';
import { malformedFormulas } from '../errors.ts';
import { formulaFields } from './fields.ts';
import type { FormulaText } from './formula-text.ts';

const named = /^\s*([A-Za-z][\w.-]*)\s*=(?!=)\s*(.*)$/s;

/** Defaults for all formulas of a command or a file. */
export type FormulaDefaults = Pick<FormulaText, 'dialect'>;

/**
 * The formula of a text `NAME = formula`.
 *
 * @throws MALFORMED_FORMULAS where it has no name
 */
export function namedFormula(text: string, defaults: FormulaDefaults = {}): FormulaText {
  const [, name, formula] = named.exec(text) ?? [];
  if (name === undefined || formula === undefined)
    throw malformedFormulas(
      `"${text}" has no name`,
      "Write NAME = formula, e.g. 'mom = close / delay(close, 20) - 1'.",
    );
  return { ...defaults, name, formula: formula.trim() };
}

/**
 * Formulas of a text with one definition a line, see `readDefinitions`: `NAME = formula`, or a formula only, which is named
 * by the prefix and its place.
 *
 * @throws MALFORMED_FORMULAS that shows every line that cannot be read
 */
export function formulaLines(text: string, prefix: string, defaults: FormulaDefaults = {}): FormulaText[] {
  const { formulas, refused } = readDefinitions(text, prefix, { ...defaults, fields: formulaFields });
  if (refused.length > 0) {
    const faults = refused.map(({ name, line, error }) => `line ${line}, ${name}: ${error.message}`);
    throw malformedFormulas(
      `${refused.length} of the ${refused.length + formulas.length} formulas cannot be read:\n${faults.join('\n')}\n`,
      'Correct these lines; a line that begins with # is left out.',
    );
  }
  return formulas.map(({ name, formula }) => ({ ...defaults, name, formula: formula.source }));
}
