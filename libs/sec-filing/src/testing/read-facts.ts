import type { Warehouse } from '@fm/warehouse';
import type { FundamentalItem } from '../derive/items.ts';
import { momentText } from '../load/load-rows.ts';

/** A fact as it was known. */
export interface FactAsOf {
  readonly cik: string;
  readonly taxonomy: string;
  readonly tag: string;
  readonly unit: string;
  readonly start: string;
  readonly end: string;
  readonly instant: boolean;
  readonly value: number;
  readonly accn: string;
  readonly form: string;
  readonly filed: string;
  /** `YYYY-MM-DD hh:mm:ss.mmm`, UTC. */
  readonly known_at: string;
}

/**
 * The facts of a company as they were known at a moment: for every period the value of the latest filing accepted by
 * then, periodic reports before other forms.
 *
 * @param options.tags - @default all
 */
export function factsAsOf(
  warehouse: Warehouse,
  options: { readonly cik: string; readonly asOf: Date; readonly tags?: readonly string[] },
): Promise<FactAsOf[]> {
  const { cik, tags } = options;
  return warehouse.query<FactAsOf>(
    `SELECT * FROM filing_facts_asof(asof = {asof:String})
     WHERE cik = {cik:String} ${tags === undefined ? '' : 'AND tag IN {tags:Array(String)}'}
     ORDER BY taxonomy, tag, unit, end, start, instant`,
    { cik, asof: momentText(options.asOf.getTime()), ...(tags === undefined ? {} : { tags }) },
  );
}

/** What was known of an item of a stock from `knownAt` on. */
export interface FundamentalRow {
  readonly symbol: string;
  readonly item: FundamentalItem;
  /** Milliseconds since 1970. */
  readonly knownAt: number;
  readonly periodEnd: string | null;
  /** Null with a reason where it was missing. */
  readonly value: number | null;
  readonly tag: string;
  readonly derivation: string;
  readonly accn: string;
  readonly reason: string;
}

/**
 * The fundamentals of stocks as series of events, by symbol, item and moment of knowledge: the value at a session is
 * that of the last event known before its close.
 *
 * @param options.items - @default all
 * @param options.until - last moment of knowledge. @default all
 */
export async function fundamentalSeries(
  warehouse: Warehouse,
  options: { readonly symbols: readonly string[]; readonly items?: readonly FundamentalItem[]; readonly until?: Date },
): Promise<FundamentalRow[]> {
  const { symbols, items, until } = options;
  const rows = await warehouse.query<Omit<FundamentalRow, 'knownAt'> & { knownAt: string }>(
    `SELECT symbol, item, toUnixTimestamp64Milli(known_at) AS knownAt, period_end AS periodEnd, value, tag, derivation,
            accn, reason
     FROM fundamentals
     WHERE symbol IN {symbols:Array(String)}
       ${items === undefined ? '' : 'AND item IN {items:Array(String)}'}
       ${until === undefined ? '' : 'AND known_at <= {until:DateTime64(3)}'}
     ORDER BY symbol, item, known_at, filing`,
    {
      symbols,
      ...(items === undefined ? {} : { items }),
      ...(until === undefined ? {} : { until: momentText(until.getTime()) }),
    },
  );
  return rows.map((row) => ({ ...row, knownAt: Number(row.knownAt) }));
}
