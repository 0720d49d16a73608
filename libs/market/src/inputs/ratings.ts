import { ratingInputs, type RatingInput } from '@fm/factors';
import type { RawRating } from '../facts/raw-market.ts';
import { steppedFacts, type SteppedFact, type SteppedFacts } from './stepped-facts.ts';

/** What was read from documents, for every measurement asked for. */
export function ratingFacts(
  ratings: readonly RawRating[],
  symbols: readonly string[],
  names: readonly RatingInput[],
): Map<RatingInput, SteppedFacts> {
  const column = new Map(symbols.map((symbol, at) => [symbol, at]));
  const facts = new Map(names.map((name) => [name, [] as SteppedFact[]]));
  for (const { symbol, rating, knownAt, value } of ratings) {
    const stock = column.get(symbol);
    if (stock !== undefined) facts.get(rating)?.push({ stock, knownAt, value, reason: '' });
  }
  return new Map([...facts].map(([name, own]) => [name, steppedFacts(symbols.length, own)]));
}

/** Whether the name is an input read from documents. */
export function isRatingInput(name: string): name is RatingInput {
  return (ratingInputs as readonly string[]).includes(name);
}
