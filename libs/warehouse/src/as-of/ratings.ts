import type { Warehouse } from '../contract.ts';

/** A measurement as known from `knownAt` on. */
export interface KnownRating {
  readonly symbol: string;
  /** CEOS, ESGI, MTCI, RISK, STTG, BoardAge, ExecutivePay or EnvRating. */
  readonly rating: string;
  readonly value: number;
  /** Milliseconds since 1970 in UTC; the value counts at closes after this moment. */
  readonly knownAt: number;
  readonly documentHash: string;
  readonly model: string;
  readonly promptVersion: string;
}

/**
 * Every measurement with a value, by symbol, rating and the moment it became known: the value at a close is the last one
 * with `knownAt < close`. A document read by several models or prompts gives the value of the latest reading.
 *
 * @param request.until - only what was known before this moment, milliseconds since 1970 in UTC
 */
export function knownRatings(
  warehouse: Warehouse,
  request: { readonly symbols: readonly string[]; readonly until: number },
): Promise<KnownRating[]> {
  return warehouse.query<KnownRating>(
    `SELECT symbol, rating, tupleElement(newest, 1) AS value,
       toFloat64(toUnixTimestamp64Milli(tupleElement(newest, 2))) AS knownAt, document_hash AS documentHash,
       tupleElement(newest, 3) AS model, tupleElement(newest, 4) AS promptVersion
     FROM (
       SELECT symbol, rating, document_hash,
         argMax(tuple(assumeNotNull(value), known_at, model, prompt_version), tuple(scored_at, model, prompt_version)) AS newest
       FROM document_ratings FINAL
       WHERE symbol IN {symbols:Array(String)} AND value IS NOT NULL
         AND toUnixTimestamp64Milli(known_at) < {until:Int64}
       GROUP BY symbol, rating, document_hash
     )
     ORDER BY symbol, rating, knownAt, documentHash`,
    request,
  );
}
