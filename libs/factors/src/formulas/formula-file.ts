import { formulaLines, type FormulaDefaults } from './formula-lines.ts';
import type { FormulaText } from './formula-text.ts';
import { formulaYaml } from './formula-yaml.ts';

/**
 * The formulas of a file: YAML by its name, else one a line; those without a name are numbered after the file.
 *
 * @param name - of the file, without folders
 * @throws MALFORMED_FORMULAS
 */
export function formulasOfText(name: string, text: string, defaults: FormulaDefaults = {}): FormulaText[] {
  if (/\.ya?ml$/i.test(name)) return formulaYaml(text, defaults);
  const prefix = name
    .replace(/\.\w+$/, '')
    .replaceAll(/\W/g, '_')
    .replace(/\d+$/, '');
  return formulaLines(text, prefix || 'formula', defaults);
}
