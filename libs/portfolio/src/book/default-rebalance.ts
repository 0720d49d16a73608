import type { Rebalance } from '@fm/factor-math';
import type { FactorDefinition } from '@fm/factors';

/** Types whose values change with filings and documents. */
const slowTypes: readonly FactorDefinition['type'][] = ['fundamental', 'rating', 'governance'];

/** Sessions of a warm-up from which a signal of prices lasts for months. */
const longWarmUp = 60;

/**
 * The rebalancing that fits what a factor measures: monthly for filings, ratings and signals of a quarter of prices or more,
 * such as momentum; weekly for news and for shorter signals of prices.
 */
export function defaultRebalance({ type, warmUp }: Pick<FactorDefinition, 'type' | 'warmUp'>): Rebalance {
  return slowTypes.includes(type) || warmUp >= longWarmUp ? 'monthly' : 'weekly';
}
