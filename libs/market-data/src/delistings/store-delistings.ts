import { isoOfDay } from '@fm/platform/time';
import { delistingsTable, nextVersion, type Warehouse } from '@fm/warehouse';

/** A delisting to store. */
export interface StoredDelisting {
  readonly symbol: string;
  /** Days since the epoch. */
  readonly day: number;
  readonly value: number | null;
  readonly reason: string;
  /** `file` for a file of the user, `prices` for a last price of zero. */
  readonly source: 'file' | 'prices';
  readonly synthetic: boolean;
}

interface Known {
  readonly key: string;
  readonly value: number | null;
  readonly reason: string;
  readonly version: string;
}

/** Stores the delistings that are not there yet, or that say something else now; returns how many these were. */
export async function storeDelistings(warehouse: Warehouse, delistings: readonly StoredDelisting[]): Promise<number> {
  if (delistings.length === 0) return 0;
  const known = await warehouse.query<Known>(
    `SELECT concat(symbol, ' ', toString(date), ' ', source) AS key, value, reason, toString(version) AS version
     FROM delistings FINAL WHERE symbol IN {symbols:Array(String)}`,
    { symbols: [...new Set(delistings.map(({ symbol }) => symbol))] },
  );
  const there = new Map(known.map((row) => [row.key, row]));
  const rows = delistings.flatMap(({ day, ...rest }) => {
    const row = { ...rest, date: isoOfDay(day) };
    const before = there.get(`${row.symbol} ${row.date} ${row.source}`);
    if (before?.value === row.value && before.reason === row.reason) return [];
    return [{ ...row, version: nextVersion(BigInt(before?.version ?? 0)) }];
  });
  if (rows.length > 0) await warehouse.insert(delistingsTable, rows);
  return rows.length;
}
