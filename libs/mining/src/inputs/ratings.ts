import { ratingInputs, type RatingInput } from '@fm/factors';
import type { RawRating } from '../raw-market.ts';
import { steppedInput, type SteppedInput } from './stepped-input.ts';

/** The last measurement read from a document known before each close, for every measurement asked for. */
export function ratingPanels(
  ratings: readonly RawRating[],
  symbols: readonly string[],
  closes: Float64Array,
  names: readonly RatingInput[],
): Map<RatingInput, SteppedInput> {
  const column = new Map(symbols.map((symbol, at) => [symbol, at]));
  const factsOf = (name: RatingInput) =>
    ratings
      .filter((row) => row.rating === name && column.has(row.symbol))
      .map(({ symbol, knownAt, value }) => ({ stock: column.get(symbol) as number, knownAt, value, reason: '' }));
  return new Map(
    names.map((name) => [name, steppedInput(closes, symbols.length, factsOf(name), `${name}: no document known`)]),
  );
}

/** Whether the name is an input read from documents. */
export function isRatingInput(name: string): name is RatingInput {
  return (ratingInputs as readonly string[]).includes(name);
}
