import { ratingInputs, type RatingInput } from '@fm/factors';
import { knownRatings } from '@fm/warehouse/rows';
import type { RawRating } from '../facts/raw-market.ts';
import { asOfSource } from './as-of-source.ts';

/** Measurements read from documents. */
export const documentSource = asOfSource<RatingInput, RawRating>({
  names: ratingInputs,
  version: `SELECT count() AS rows, hex(sum(cityHash64(symbol, rating, document_hash, known_at, ifNull(value, nan)))) AS hash
    FROM document_ratings FINAL
    WHERE symbol IN {symbols:Array(String)} AND toUnixTimestamp64Milli(known_at) < {close:Int64}`,
  read: async ({ warehouse, symbols, until }) =>
    (await knownRatings(warehouse, { symbols, until })) as readonly RawRating[],
  nameOf: ({ rating }) => rating,
  valueOf: ({ value }) => ({ value, reason: '' }),
  noneKnown: (name) => `${name}: no document known`,
  change: (fact, random) => ({ ...fact, value: 10 * random() }),
});
