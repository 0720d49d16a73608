import {
  findFactor,
  libraryFormula,
  listFactors,
  valuesFormula,
  type CharacteristicFactor,
  type FormulaText,
} from '@fm/factors';
import { didYouMean, similarWords } from '@fm/platform/similar-words';
import type { RunRequest } from '@fm/results';
import { knownNeutralisers, neutralisationOf, neutraliserNames, plainNeutralisers } from '@fm/results/parameters';
import { plainFactors } from '@fm/results/treatment';
import { formulaFaults, type FactorsText } from './request-factors.ts';

/** What values are made neutral to, with the definitions that a run carries. */
export type NeutralisersRead = Pick<RunRequest, 'neutralise' | 'neutralisers'>;

/** Definitions that a request brings of the names that values are made neutral to. */
export interface NeutralisersText extends FactorsText {
  readonly neutralisers?: readonly FormulaText[];
}

/**
 * Finds the factors that values are made neutral to by their names: those of the catalogue, and formulas that the request
 * brings, that are kept, or that a library has. Errors are added to the faults.
 *
 * @param neutralise - as the parameter reads it
 */
export function readNeutralisers(
  neutralise: string | undefined,
  text: NeutralisersText,
  faults: string[],
): NeutralisersRead {
  if (neutralise === undefined) return {};
  const definitions = new Map<string, FormulaText>();
  const names = neutraliserNames(neutralise).flatMap((name) => {
    if (name === 'size' || name === 'group' || name === '') return [name];
    const formula = formulaNamed(name, text);
    if (formula !== undefined) {
      faults.push(...formulaFaults(formula, { loaded: text.loaded }));
      definitions.set(formula.name, formula);
      return [formula.name];
    }
    const factor = findFactor(name);
    if (factor?.kind === 'characteristic') return [factor.name];
    faults.push(factor === undefined ? unknownNeutraliser(name, text.kept) : portfolioNeutraliser(factor.name));
    return [];
  });
  const neutralisers = [...definitions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { neutralise: neutralisationOf(names), ...(neutralisers.length > 0 && { neutralisers }) };
}

function formulaNamed(name: string, { neutralisers, formulas, kept }: NeutralisersText): FormulaText | undefined {
  const isNamed = (formula: FormulaText): boolean => formula.name.toLowerCase() === name.toLowerCase();
  const brought = neutralisers?.find(isNamed);
  if (brought !== undefined) return brought;
  if (name === 'beta' || name === 'volatility') return plainFactors[name];
  return formulas?.find(isNamed) ?? kept?.find(isNamed) ?? libraryFormula(name) ?? valuesFormula(name);
}

function unknownNeutraliser(name: string, kept: readonly FormulaText[] = []): string {
  const factors = listFactors().filter((factor): factor is CharacteristicFactor => factor.kind === 'characteristic');
  const known = [...plainNeutralisers, ...factors.map((factor) => factor.name), ...kept.map((formula) => formula.name)];
  const meant = didYouMean(similarWords(name, known));
  return `values cannot be made neutral to "${name}"${meant || ` (${knownNeutralisers})`}`;
}

function portfolioNeutraliser(name: string): string {
  return `values cannot be made neutral to ${name}: it is the return of a portfolio and gives stocks no values`;
}
