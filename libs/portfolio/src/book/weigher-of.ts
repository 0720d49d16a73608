import type { BookTerms } from './book-terms.ts';
import type { FactorMarket } from './read-factor-market.ts';

/** What weighs the sides of a book on its terms: a weigher where weights are optimised, and nothing otherwise. */
export async function weigherOf(inputs: FactorMarket, terms: BookTerms): Promise<Pick<FactorMarket, 'weigher'>> {
  const { weighting, riskAversion: aversion = 1, maxWeight, maxGroup, maxTurnover } = terms;
  if (weighting !== 'min-variance' && weighting !== 'mean-variance') return {};
  const { sideWeigher } = await import('../optimise/side-weigher.ts');
  const limits = { maxWeight, maxTurnover, ...(maxGroup !== undefined && { maxGroup }) };
  return { weigher: sideWeigher(inputs, { weighting, aversion, ...limits }) };
}
