import { valuesInput } from '../inputs/index.ts';
import type { FormulaText } from './formula-text.ts';

/** The factor that values of a user are: the formula that reads them; undefined where the text is not `values:NAME`. */
export function valuesFormula(text: string): FormulaText | undefined {
  const name = valuesInput(text);
  if (name === undefined) return undefined;
  return { name, formula: name, source: 'Files of the user.', description: `Values loaded as ${name}.` };
}
