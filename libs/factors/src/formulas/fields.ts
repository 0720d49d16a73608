import { fieldsOf, standardDefinitions, type FieldDefinition, type Fields } from '@fm/expressions';
import type { CharacteristicFactor, FactorDefinition } from '../definition.ts';
import { describeInput, valuesInput } from '../inputs/index.ts';
import { findFactor, listFactors, listVariants } from '../registry.ts';

const standardNames = new Set(standardDefinitions.map(({ name }) => name.toLowerCase()));

const values = [...listFactors(), ...listVariants()].filter(
  (factor): factor is CharacteristicFactor => factor.kind === 'characteristic' && !standardNames.has(lower(factor)),
);

const named: Fields = fieldsOf([
  ...standardDefinitions,
  ...values.map(({ name, lookBack, description }) => ({
    ...{ name, kind: 'panel' as const, summary: description },
    lookBack: lookBack === 'sinceListing' ? 0 : lookBack,
  })),
]);

/**
 * What a formula can name: prices and groups, the factors of the catalogue that give every stock a value, and values that a
 * user brought, as `values:NAME`.
 */
export const formulaFields: Fields = { find: (name) => named.find(name) ?? valuesField(name), names: named.names };

/** Values count in the session in which they become known: what is known since the close before. */
function valuesField(text: string): FieldDefinition | undefined {
  const name = valuesInput(text);
  return name === undefined ? undefined : { name, kind: 'panel', lookBack: 1, summary: describeInput(name).summary };
}

/** The factor of the catalogue that a field is; undefined where it is a price or a group. */
export function factorOfField(name: string): CharacteristicFactor | undefined {
  if (standardNames.has(name.toLowerCase())) return undefined;
  const found = findFactor(name);
  return found?.kind === 'characteristic' ? found : undefined;
}

function lower({ name }: FactorDefinition): string {
  return name.toLowerCase();
}
