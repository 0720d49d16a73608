import { catalogue } from './catalogue.ts';
import type { FactorDefinition, FactorType } from './definition.ts';

/** The order in which types of factors are shown. */
const typeOrder: readonly FactorType[] = ['technical', 'market', 'fundamental', 'sentiment', 'rating', 'governance'];

const ordered = [...catalogue].sort(
  (a, b) => typeOrder.indexOf(a.type) - typeOrder.indexOf(b.type) || (a.name < b.name ? -1 : 1),
);

const factors = ordered.filter((factor) => factor.variantOf === undefined);
const variants = ordered.filter((factor) => factor.variantOf !== undefined);

/** All factors of the catalogue, by type and name, without their variants. */
export function listFactors(): readonly FactorDefinition[] {
  return factors;
}

/** Other definitions of factors, mined when they are named. */
export function listVariants(): readonly FactorDefinition[] {
  return variants;
}

/** The factor or variant with the name or alias, whatever its case; undefined where there is none. */
export function findFactor(name: string): FactorDefinition | undefined {
  const wanted = name.trim().toLowerCase();
  return ordered.find((factor) => [factor.name, ...factor.aliases].some((known) => known.toLowerCase() === wanted));
}
