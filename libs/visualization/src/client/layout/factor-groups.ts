import type { Navigation } from '../../api/navigation-schemas.ts';
import { typesInOrder } from '../../charts/factor-types.ts';

export type Listed = Navigation['factors'][number];

/** Factors of one type, most believable first. */
export interface FactorGroup {
  readonly type: string;
  readonly factors: readonly Listed[];
}

/** Factors by type in the order of display; with a search only those whose name or type holds it. */
export function factorGroups(factors: readonly Listed[], search = ''): FactorGroup[] {
  const wanted = search.trim().toLowerCase();
  const found = factors.filter(({ factor, factorType }) => `${factor} ${factorType}`.toLowerCase().includes(wanted));
  return typesInOrder(found.map(({ factorType }) => factorType)).map((type) => ({
    type,
    factors: found.filter(({ factorType }) => factorType === type),
  }));
}
