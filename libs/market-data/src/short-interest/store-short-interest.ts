import { nextVersion, shortInterestTable, type Warehouse } from '@fm/warehouse';
import type { ReadShortInterest } from './parse-short-interest.ts';

interface Known {
  readonly key: string;
  readonly shares: number;
  readonly version: string;
}

/** Stores what is not there yet, or has another count now; returns how many rows these were. */
export async function storeShortInterest(
  warehouse: Warehouse,
  read: readonly ReadShortInterest[],
  synthetic: boolean,
): Promise<number> {
  if (read.length === 0) return 0;
  const known = await warehouse.query<Known>(
    `SELECT concat(symbol, ' ', toString(settlement_date), ' ', toString(toUnixTimestamp64Milli(known_at))) AS key,
       shares_short AS shares, toString(version) AS version
     FROM short_interest FINAL WHERE symbol IN {symbols:Array(String)}`,
    { symbols: [...new Set(read.map(({ symbol }) => symbol))] },
  );
  const there = new Map(known.map((row) => [row.key, row]));
  const rows = read.flatMap(({ symbol, settlementDate, knownAt, sharesShort }) => {
    const before = there.get(`${symbol} ${settlementDate} ${knownAt}`);
    if (before?.shares === sharesShort) return [];
    return [
      {
        ...{ symbol, settlement_date: settlementDate, known_at: textOf(knownAt) },
        ...{ shares_short: sharesShort, synthetic, version: nextVersion(BigInt(before?.version ?? 0)) },
      },
    ];
  });
  if (rows.length > 0) await warehouse.insert(shortInterestTable, rows);
  return rows.length;
}

/** A moment as the table has it, in UTC. */
function textOf(moment: number): string {
  return new Date(moment).toISOString().replace('T', ' ').replace('Z', '');
}
