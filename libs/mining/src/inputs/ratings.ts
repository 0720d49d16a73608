import { ratingInputs, type RatingInput } from '@fm/factors';
import { knownRatings, type Warehouse } from '@fm/warehouse';
import { steppedInput, type SteppedFact, type SteppedInput } from './stepped-input.ts';

/** The last measurement read from a document known before each close, for every measurement asked for. */
export async function loadRatingInputs(
  warehouse: Warehouse,
  symbols: readonly string[],
  closes: Float64Array,
  names: readonly RatingInput[],
): Promise<Map<RatingInput, SteppedInput>> {
  const known = await knownRatings(warehouse, { symbols, until: closes[closes.length - 1] as number });
  const column = new Map(symbols.map((symbol, at) => [symbol, at]));
  const factsOf = (name: RatingInput): SteppedFact[] =>
    known
      .filter((row) => row.rating === name)
      .map((row) => ({ stock: column.get(row.symbol) as number, knownAt: row.knownAt, value: row.value, reason: '' }));
  return new Map(
    names.map((name) => [name, steppedInput(closes, symbols.length, factsOf(name), `${name}: no document known`)]),
  );
}

/** Whether the name is an input read from documents. */
export function isRatingInput(name: string): name is RatingInput {
  return (ratingInputs as readonly string[]).includes(name);
}
