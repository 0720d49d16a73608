import { nodesOf } from '@fm/expressions';
import { isCombination, combinationText, readCombination } from '../combinations/combination-text.ts';
import { formulaFactor, readFormula } from './formula-factor.ts';
import type { FormulaText } from './formula-text.ts';

/** What a formula, or a combination, is. */
export interface FormulaForm {
  /** The one form of all its spellings. */
  readonly canonical: string;
  /** SHA-256 of it. */
  readonly hash: string;
  /** Panels that are computed for it. */
  readonly nodes: number;
}

/**
 * What a formula is.
 *
 * @throws FormulaError
 */
export function formulaForm(text: Omit<FormulaText, 'name'>): FormulaForm {
  if (!isCombination(text.formula)) {
    const { canonical, hash, expression } = readFormula(text);
    return { canonical, hash, nodes: nodesOf([expression]).length };
  }
  const read = readCombination(text.formula);
  const { formulaHash: hash = '' } = formulaFactor({ ...text, name: 'form' });
  // Each part is a signal of several panels, its scores, and what it adds to the sums.
  return { canonical: combinationText(read, read.parts), hash, nodes: 8 * read.parts.length };
}
