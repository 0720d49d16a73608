import { averageRanks } from '../ranking/average-ranks.ts';
import { mapCrossSections } from '../panel/cross-section.ts';
import { normalQuantile } from '../distributions/normal.ts';
import type { Panel } from '../panel/panel.ts';

/**
 * Replaces each session's values by the normal scores of their average ranks, `Phi^-1(rank / (n + 1))`.
 *
 * Source: van der Waerden (1952), Order Tests for the Two-Sample Problem.
 *
 * @param panel - days x stocks
 */
export function rankNormalise(panel: Panel): Panel {
  return mapCrossSections(panel, (values) => {
    const ranks = new Float64Array(values.length);
    averageRanks(values, values.length, ranks);
    return ranks.map((rank) => normalQuantile(rank / (values.length + 1)));
  });
}
