import { textsOf } from '../binary/texts-of.ts';
import type { Warehouse } from '../contract.ts';
import { queryColumns } from '../query-columns.ts';

/** A value that a user loaded, as known from `knownAt` on. */
export interface KnownValue {
  /** Name of the values. */
  readonly name: string;
  readonly symbol: string;
  /** The day that it is about, days since the epoch. */
  readonly day: number;
  /** Milliseconds since 1970 in UTC; the value counts at closes after this moment. */
  readonly knownAt: number;
  /** NaN where the value of the day was taken back. */
  readonly value: number;
}

/**
 * Every value known before a moment, by name, symbol and moment.
 *
 * @param request.until - milliseconds since 1970 in UTC
 */
export async function knownValues(
  warehouse: Warehouse,
  request: { readonly names: readonly string[]; readonly symbols: readonly string[]; readonly until: number },
): Promise<KnownValue[]> {
  const { rows, columns } = await queryColumns(
    warehouse,
    `SELECT name, symbol, date, known_at, value FROM user_values FINAL
     WHERE name IN {names:Array(String)} AND symbol IN {symbols:Array(String)}
       AND toUnixTimestamp64Milli(known_at) < {until:Int64}
     ORDER BY name, symbol, known_at, date`,
    request,
  );
  if (rows === 0) return [];
  const [name, symbol] = [textsOf(columns['name']), textsOf(columns['symbol'])];
  const day = columns['date'] as Int32Array;
  const [knownAt, value] = [columns['known_at'] as Float64Array, columns['value'] as Float64Array];
  return Array.from({ length: rows }, (_, row) => ({
    ...{ name: name(row), symbol: symbol(row), day: day[row] as number },
    ...{ knownAt: knownAt[row] as number, value: value[row] as number },
  }));
}

/** Names of all values that users loaded, ascending. */
export async function valuesNames(warehouse: Pick<Warehouse, 'query'>): Promise<string[]> {
  const rows = await warehouse.query<{ name: string }>('SELECT DISTINCT name FROM user_values ORDER BY name');
  return rows.map(({ name }) => name);
}

/** What is stored under a name. */
export interface StoredValues {
  readonly name: string;
  readonly symbols: number;
  readonly days: number;
  /** First and last day that values are about, `YYYY-MM-DD`. */
  readonly first: string;
  readonly last: string;
  /** Values that became known after the first of their stock and day. */
  readonly corrected: number;
}

/** The values that users loaded, by name. */
export function listValues(warehouse: Pick<Warehouse, 'query'>): Promise<StoredValues[]> {
  return warehouse.query<StoredValues>(
    `SELECT name, toUInt32(uniqExact(symbol)) AS symbols, toUInt32(uniqExact(date)) AS days, toString(min(date)) AS first,
       toString(max(date)) AS last, toUInt32(count() - uniqExact(tuple(symbol, date))) AS corrected
     FROM user_values FINAL GROUP BY name ORDER BY name`,
  );
}
