import { findFactor } from '@fm/factors';
import type { FactorBody } from '../api/factor-schemas.ts';

/** The catalogue's entry; null for a factor of an older catalogue. */
export function definitionOf(name: string): FactorBody['definition'] {
  const found = findFactor(name);
  if (found === undefined) return null;
  const { type, description, source, inputs, lookBack, warmUp, unit, expectedSign } = found;
  return { type, description, source, inputs: [...inputs], lookBack: String(lookBack), warmUp, unit, expectedSign };
}
