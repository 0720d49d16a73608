import { leavesOf, type FormulaError } from '@fm/expressions';
import { isCombination } from '../combinations/combination-text.ts';
import { valuesName } from '../inputs/index.ts';
import { readFormula } from './formula-factor.ts';
import type { FormulaText } from './formula-text.ts';
import { vwapInput } from './price-leaf.ts';
import { withoutData } from './without-data.ts';

/**
 * What is wrong with a formula that reads `vwap` where no such panel is loaded; undefined where nothing is. A panel that a
 * formula names as `values:NAME` is looked for when the run is planned.
 *
 * @param loaded - names of the values that the warehouse has
 */
export function unloadedVwap(text: FormulaText, loaded: readonly string[]): FormulaError | undefined {
  if (loaded.includes(valuesName(vwapInput))) return undefined;
  if (isCombination(text.formula)) {
    for (const part of text.parts ?? []) {
      const found = unloadedVwap(part, loaded);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const node = leavesOf([readFormula(text).expression]).find(
    ({ operator, params }) => operator === 'field' && params[0] === 'vwap',
  );
  return node === undefined ? undefined : withoutData(text.formula, node);
}
