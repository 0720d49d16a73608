import { catalogue } from './catalogue.ts';
import type { FactorDefinition, FactorType } from './definition.ts';

/** The order in which types of factors are shown. */
const typeOrder: readonly FactorType[] = ['technical', 'market', 'fundamental', 'sentiment', 'rating', 'governance'];

const ordered = [...catalogue].sort(
  (a, b) => typeOrder.indexOf(a.type) - typeOrder.indexOf(b.type) || (a.name < b.name ? -1 : 1),
);

/** All factors of the catalogue, by type and name. */
export function listFactors(): readonly FactorDefinition[] {
  return ordered;
}

/** The factor with the name or alias, whatever its case; undefined where there is none. */
export function findFactor(name: string): FactorDefinition | undefined {
  const wanted = name.trim().toLowerCase();
  return ordered.find((factor) => [factor.name, ...factor.aliases].some((known) => known.toLowerCase() === wanted));
}
