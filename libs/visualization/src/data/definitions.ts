import { type FactorDefinition, factorOfRun, type RunFactors } from '@fm/factors';
import { storedRequest } from '@fm/results/stored-records';
import type { FactorBody } from '../api/factor-schemas.ts';

/** What a run carries of its factors, from its request as JSON; nothing where that cannot be read. */
export function factorsIn({ request }: { readonly request: string }): RunFactors {
  const { factors = [], formulas } = storedRequest.readable(request) ?? {};
  return { factors, ...(formulas === undefined ? {} : { formulas }) };
}

/** What a run meant by a name; null for a factor of an older catalogue. */
export function definitionOf(run: { readonly request: string }, name: string): FactorBody['definition'] {
  const found = definitionIn(factorsIn(run), name);
  if (found === undefined) return null;
  const { type, description, source, inputs, lookBack, warmUp, unit, expectedSign } = found;
  return { type, description, source, inputs: [...inputs], lookBack: String(lookBack), warmUp, unit, expectedSign };
}

function definitionIn({ formulas }: RunFactors, name: string): FactorDefinition | undefined {
  try {
    return factorOfRun({ factors: [name], ...(formulas === undefined ? {} : { formulas }) }, name);
  } catch (thrown) {
    if ((thrown as { readonly code?: string }).code === 'DEFINITION_NOT_THERE') return undefined;
    throw thrown;
  }
}
