import { fieldsOf, standardDefinitions, type Fields } from '@fm/expressions';
import type { CharacteristicFactor, FactorDefinition } from '../definition.ts';
import { findFactor, listFactors, listVariants } from '../registry.ts';

const standardNames = new Set(standardDefinitions.map(({ name }) => name.toLowerCase()));

const values = [...listFactors(), ...listVariants()].filter(
  (factor): factor is CharacteristicFactor => factor.kind === 'characteristic' && !standardNames.has(lower(factor)),
);

/** What a formula can name: prices and groups, and the factors of the catalogue that give every stock a value. */
export const formulaFields: Fields = fieldsOf([
  ...standardDefinitions,
  ...values.map(({ name, lookBack, description }) => ({
    ...{ name, kind: 'panel' as const, summary: description },
    lookBack: lookBack === 'sinceListing' ? 0 : lookBack,
  })),
]);

/** The factor of the catalogue that a field is; undefined where it is a price or a group. */
export function factorOfField(name: string): CharacteristicFactor | undefined {
  if (standardNames.has(name.toLowerCase())) return undefined;
  const found = findFactor(name);
  return found?.kind === 'characteristic' ? found : undefined;
}

function lower({ name }: FactorDefinition): string {
  return name.toLowerCase();
}
