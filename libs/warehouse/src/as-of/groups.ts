import type { Warehouse } from '../contract.ts';

/** A group that a source gives a stock from a moment on. */
export interface KnownGroup {
  readonly symbol: string;
  /** `file` counts before `sic`. */
  readonly source: 'file' | 'sic';
  /** Milliseconds since 1970 in UTC; the group counts at closes after this moment. */
  readonly knownAt: number;
  /** Empty where the source says that there is none. */
  readonly group: string;
}

/**
 * Every group known before a moment, by symbol, moment and source; one for each of these.
 *
 * @param request.until - milliseconds since 1970 in UTC
 */
export function knownGroups(
  warehouse: Warehouse,
  request: { readonly symbols: readonly string[]; readonly until: number },
): Promise<KnownGroup[]> {
  return warehouse.query<KnownGroup>(
    `SELECT symbol, source, toFloat64(toUnixTimestamp64Milli(known_at)) AS knownAt, group_name AS group
     FROM stock_groups_known
     WHERE symbol IN {symbols:Array(String)} AND toUnixTimestamp64Milli(known_at) < {until:Int64}
     ORDER BY symbol, knownAt, source`,
    request,
  );
}
