import type { FactorDefinition } from './definition.ts';
import { definitionNotThere } from './errors.ts';
import { formulaFactor } from './formulas/formula-factor.ts';
import type { FormulaText } from './formulas/formula-text.ts';
import { findFactor } from './registry.ts';

/** What a run carries of its factors, in plain data: nothing else decides what its names mean. */
export interface RunFactors {
  /** Names of the factors of the run. */
  readonly factors: readonly string[];
  /** The definition of each name that is not a factor of the catalogue. */
  readonly formulas?: readonly FormulaText[];
}

/**
 * The factors of a run in its order, from what it carries; made once for the same run.
 *
 * @throws DEFINITION_NOT_THERE where a name is neither of its formulas nor of the catalogue of this program
 */
export function factorsOfRun(run: RunFactors): readonly FactorDefinition[] {
  const known = made.get(run) ?? run.factors.map((name) => definitionOf(run, name));
  made.set(run, known);
  return known;
}

/** The factor of a run that has a name. */
export function factorOfRun(run: RunFactors, name: string): FactorDefinition {
  const found = factorsOfRun(run).find((factor) => factor.name === name);
  if (found === undefined) throw definitionNotThere(name);
  return found;
}

const made = new WeakMap<RunFactors, readonly FactorDefinition[]>();

function definitionOf({ formulas = [] }: RunFactors, name: string): FactorDefinition {
  const formula = formulas.find((one) => one.name === name);
  if (formula !== undefined) return formulaFactor(formula);
  const found = findFactor(name);
  if (found === undefined) throw definitionNotThere(name);
  return found;
}
