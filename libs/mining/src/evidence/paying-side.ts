import { numberIn, type WithStatistics } from './number-in.ts';

/** The part of a summary that {@link netOnPayingSide} reads. */
export interface PremiumAndCost extends WithStatistics {
  readonly premium: number | null;
}

/**
 * Annual premium after costs of the portfolio that earns it: High minus Low where the premium is positive, Low minus High,
 * still with the sign of High minus Low, where it is negative. A changed sign means that costs are more than the premium.
 */
export function netOnPayingSide(summary: PremiumAndCost): number | null {
  const { premium } = summary;
  const net = numberIn(summary, 'netPremium');
  if (premium === null || net === undefined) return null;
  const cost = premium - net;
  return premium < 0 ? premium + cost : net;
}
