import { numberIn, type WithStatistics } from './number-in.ts';

/** Which side of a sort is held: `long` is long High and short Low, `short` is long Low and short High. */
export type Side = 'long' | 'short';

/** A premium with the statistics of its result. */
export interface PremiumAndCost extends WithStatistics {
  /** Annual mean of High minus Low. */
  readonly premium: number | null;
}

/** The side that the premium pays before costs; null without a premium. */
export function sideOf(premium: number | null): Side | null {
  if (premium === null) return null;
  return premium < 0 ? 'short' : 'long';
}

/** What the holder of the paying side keeps per year: `|premium| - trading cost`; null if either is unknown. */
export function netOfHolder(summary: PremiumAndCost): number | null {
  return numberIn(withHolderNet(summary), 'netPremium') ?? null;
}

/**
 * A result whose `netPremium` is the holder's. Results of older runs have no `tradingCost`, and theirs is High minus Low
 * after costs whoever holds it; both numbers are worked out from it, so that one name means one thing wherever it is shown.
 */
export function withHolderNet<Summary extends PremiumAndCost>(summary: Summary): Summary {
  const { premium, statistics } = summary;
  const stored = numberIn(summary, 'netPremium');
  if (premium === null || stored === undefined || 'tradingCost' in statistics) return summary;
  const tradingCost = premium - stored;
  return { ...summary, statistics: { ...statistics, tradingCost, netPremium: Math.abs(premium) - tradingCost } };
}
